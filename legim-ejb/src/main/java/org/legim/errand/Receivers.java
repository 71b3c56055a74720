package org.legim.errand;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the blobs of a leaving node go. */
public final class Receivers {

  private final List<String> ancestors;
  private final List<String> staying;
  private final Room room;

  /**
   * @param ancestors those above the leaving node that stay, the nearest first
   * @param staying all nodes that stay
   */
  public Receivers(List<String> ancestors, List<String> staying, Room room) {
    this.ancestors = List.copyOf(ancestors);
    this.staying = List.copyOf(staying);
    this.room = room;
  }

  /**
   * The nearest ancestor with room; if there is none, the staying node with the most.
   *
   * @param without nodes that hold the blob, or will
   */
  public Optional<String> choose(long bytes, Set<String> without) {
    return ancestors.stream()
        .filter(node -> !without.contains(node) && room.has(node, bytes))
        .findFirst()
        .or(
            () ->
                staying.stream()
                    .filter(node -> !without.contains(node) && room.has(node, bytes))
                    .max(
                        Comparator.comparingLong(room::free)
                            .thenComparing(Comparator.naturalOrder())));
  }

  /** How much the nodes can take. */
  public interface Room {

    /** Whether a node can take so many bytes. */
    boolean has(String node, long bytes);

    /** How many bytes a node can take that are not meant for others. */
    long free(String node);
  }
}
