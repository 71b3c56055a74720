package org.legim.errand;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.legim.blob.Sha256;

/** Copies whose bytes turned out not to have their hash, when they were sent on. */
public final class DamagedCopies {

  private final Map<Sha256, Set<String>> nodes = new HashMap<>();

  public synchronized void add(Sha256 blob, String node) {
    nodes.computeIfAbsent(blob, key -> new HashSet<>(1)).add(node);
  }

  /** The nodes whose copies of a blob are damaged. */
  public synchronized Set<String> of(Sha256 blob) {
    return Set.copyOf(nodes.getOrDefault(blob, Set.of()));
  }

  /** Does not count a node's copy as damaged any more: it has none. */
  public synchronized void forget(Sha256 blob, String node) {
    nodes.computeIfPresent(
        blob,
        (key, all) -> {
          all.remove(node);
          return all.isEmpty() ? null : all;
        });
  }
}
