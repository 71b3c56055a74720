package org.legim.route;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.legim.blob.Sha256;
import org.legim.latency.Latencies;
import org.legim.latency.LowestCost;
import org.legim.latency.Standing;

/** Which of its holders a blob is read from. Thread-safe. */
public final class Routing {

  private final Branches branches;
  private final Latencies latencies;
  private final LowestCost choice;
  private final Optional<Probes> probes;
  private final Optional<Hedging> hedging;

  /**
   * @param branches the ways to the holders
   * @param latencies how soon they answer
   * @param probes looks after those that are not asked
   * @param hedging helps where one is late
   */
  public Routing(
      Branches branches,
      Latencies latencies,
      LowestCost choice,
      Optional<Probes> probes,
      Optional<Hedging> hedging) {
    this.branches = branches;
    this.latencies = latencies;
    this.choice = choice;
    this.probes = probes;
    this.hedging = hedging;
  }

  /** That of a node which measures nothing: it leaves who fails, and asks one after the other. */
  public static Routing withoutClock(Branches branches) {
    Latencies latencies = new Latencies(() -> 0);
    LowestCost choice = new LowestCost(latencies, new Random(0));
    return new Routing(branches, latencies, choice, Optional.empty(), Optional.empty());
  }

  /** Whether any of the nodes can be reached. */
  boolean reachesAny(Collection<String> nodes) {
    return !branches.reachable(nodes).isEmpty();
  }

  /** Who the nodes are, and how they are. */
  List<Holder> describe(Collection<String> nodes) {
    return branches.describe(nodes);
  }

  /** Those of the nodes that can be reached, in the order in which to ask them. */
  Queue<String> order(Collection<String> nodes, Sha256 blob) {
    List<String> order = choice.choose(branches.reachable(nodes)).order();
    for (int i = 1; i < order.size() && probes.isPresent(); i++) {
      probes.get().offer(order.get(i), blob, branches);
    }
    return new ArrayDeque<>(order);
  }

  /** In which order the nodes would be asked now, and what is known of all of them. */
  Explanation explain(Collection<String> nodes, boolean here) {
    return new Explanation(
        here,
        choice.peek(branches.reachable(nodes)),
        nodes.stream().map(latencies::standing).toList());
  }

  /** How a node is, by what was measured. */
  public Standing standing(String node) {
    return latencies.standing(node);
  }

  /**
   * Finds out how a holder is if nothing has been heard of it for a second: for who sends others
   * there, and does not hear how they fare. Returns at once.
   */
  public void check(String node, Sha256 blob) {
    probes.ifPresent(each -> each.offer(node, blob, branches));
  }

  /**
   * Asks the first of some holders for a part, and the next too if it is late.
   *
   * @param holders the best first; who was asked is taken out
   * @return what one of them sends
   * @throws SourceException if all who were asked have failed
   */
  Source open(Queue<String> holders, Part part) throws SourceException {
    Asking first = asking(holders.remove(), part);
    return hedging.isEmpty() || holders.isEmpty()
        ? first.open()
        : new Race(hedging.get(), first, holders, node -> asking(node, part)).run();
  }

  private Asking asking(String node, Part part) {
    return new Asking(node, branches.towards(node), part, latencies);
  }
}
