package org.legim.node;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.legim.drain.Outcome;
import org.legim.tree.NodeState;
import org.legim.tree.Topology;

/**
 * How a node is, for whoever decides by it whether to restart it or to send it requests. Answers
 * from memory, however the disk and the neighbours are, and tells nothing that is not for
 * everybody.
 */
public final class NodeHealth {

  private static final Duration MOST_BETWEEN_TICKS = Duration.ofMinutes(2);
  private static final String REASON = "reason";

  private final Place place;
  private final Works works;

  NodeHealth(Place place, Works works) {
    this.place = place;
    this.works = works;
  }

  static NodeHealth of(Network network, Storage storage, Workers workers) {
    Topology topology = network.topology();
    Exit exit = network.exit();
    return new NodeHealth(
        new Place(
            topology::name,
            () -> topology.role().label(),
            topology::isRecovering,
            network.tree()::problem,
            exit::stage,
            exit::ended,
            network::left),
        new Works(storage.catalogue()::isBroken, workers::sinceTick, storage.diskWatch()::trouble));
  }

  /** How one thing is now. */
  public Check check(CheckName name) {
    return switch (name) {
      case CATALOGUE -> catalogue();
      case SCHEDULER -> scheduler();
      case START -> answer(name, Optional.empty());
      case NODE -> node();
      case DISK -> answer(name, works.diskTrouble().get());
    };
  }

  private Check catalogue() {
    return answer(
        CheckName.CATALOGUE,
        works.catalogueBroken().get()
            ? Optional.of("the catalogue's writer has ended; the node has to be started again")
            : Optional.empty());
  }

  // They never wait for a neighbour: what keeps them so long ends with the process at the earliest.
  private Check scheduler() {
    Duration silence = works.sinceTick().get();
    return answer(
        CheckName.SCHEDULER,
        silence.compareTo(MOST_BETWEEN_TICKS) > 0 && place.ended().get().isEmpty()
            ? Optional.of("what is due has not been done for " + silence.toSeconds() + " s")
            : Optional.empty());
  }

  private Check answer(CheckName name, Optional<String> trouble) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("node", place.name().get());
    trouble.ifPresent(why -> data.put(REASON, why));
    return new Check(name, trouble.isEmpty(), data);
  }

  private Check node() {
    Standing standing = standing();
    Map<String, String> data = new LinkedHashMap<>();
    data.put("node", place.name().get());
    data.put("role", place.role().get());
    data.put("state", standing.state());
    if (!standing.reason().isEmpty()) {
      data.put(REASON, standing.reason());
    }
    return new Check(CheckName.NODE, standing.up(), data);
  }

  private record Standing(boolean up, String state, String reason) {}

  private Standing standing() {
    Optional<Outcome> ended = place.ended().get();
    if (ended.isPresent()) {
      String state = ended.get().name().toLowerCase(Locale.ROOT);
      return new Standing(false, state, place.left().get().orElse(""));
    }
    Optional<Exit.Stage> stage = place.stage().get();
    if (stage.isPresent()) {
      return new Standing(false, stage.get().label(), stage.get().reason());
    }
    Optional<String> apart = place.apart().get();
    if (apart.isPresent()) {
      return new Standing(false, "joining", apart.get());
    }
    // Up: there is no other gateway, it serves what it knows, and what ends its recovery, reports
    // of members and an operator's decision, has to reach it.
    return place.recovering().get()
        ? new Standing(
            true,
            NodeState.RECOVERING.label(),
            "not all members have reported yet: an image that this gateway does not know may exist")
        : new Standing(true, NodeState.ONLINE.label(), "");
  }

  /**
   * Where the node stands.
   *
   * @param apart why it has no way to the gateway, if it has none
   * @param stage how far it is on its way out, if it is
   * @param ended how it has left, once it has
   * @param left the same in a sentence
   */
  record Place(
      Supplier<String> name,
      Supplier<String> role,
      Supplier<Boolean> recovering,
      Supplier<Optional<String>> apart,
      Supplier<Optional<Exit.Stage>> stage,
      Supplier<Optional<Outcome>> ended,
      Supplier<Optional<String>> left) {}

  /**
   * What the node cannot do without.
   *
   * @param catalogueBroken whether the catalogue takes no changes until the node is restarted
   * @param sinceTick how long nothing that is due has been done
   * @param diskTrouble why the disk cannot be written, if it cannot
   */
  record Works(
      Supplier<Boolean> catalogueBroken,
      Supplier<Duration> sinceTick,
      Supplier<Optional<String>> diskTrouble) {}
}
