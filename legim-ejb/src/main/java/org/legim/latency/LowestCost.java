package org.legim.latency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.legim.latency.Choice.Reason;

/**
 * Chooses the node whose first byte is expected soonest: by the peak-sensitive moving average of
 * its latencies, times the reads in flight to it. Thread-safe.
 *
 * <ul>
 *   <li>Of more than three nodes two at random are compared, and the one asked last: to look at all
 *       would cost more and win little (Mitzenmacher, <i>The Power of Two Choices in Randomized
 *       Load Balancing</i>, 2001), and would send everybody to the same node at once.
 *   <li>The node that was asked last for blobs with these holders is kept until another is better
 *       by more than a fifth, so that the caches of its disk stay warm (the badness threshold of
 *       Cassandra's dynamic snitch).
 * </ul>
 */
public final class LowestCost {

  /** Up to so many all are compared. */
  private static final int FEW = 3;

  private static final double BADNESS_THRESHOLD = 0.2;

  /** Sets of nodes whose last choice is remembered. */
  private static final int MOST_SETS = 10_000;

  private final Latencies latencies;
  private final RandomGenerator random;
  private final Cache<List<String>, String> kept =
      Caffeine.newBuilder().maximumSize(MOST_SETS).executor(Runnable::run).build();

  /**
   * @param random used by several threads at once
   */
  public LowestCost(Latencies latencies, RandomGenerator random) {
    this.latencies = latencies;
    this.random = random;
  }

  /**
   * Chooses, and keeps to it the next time.
   *
   * @param nodes the candidates, an unmodifiable list; of equals the first is chosen
   */
  public Choice choose(List<String> nodes) {
    if (nodes.size() < 2) {
      return new Choice(nodes, Reason.ONLY_ONE);
    }
    String last = kept.getIfPresent(nodes);
    Choice choice = choose(nodes, last);
    String first = choice.order().get(0);
    if (!first.equals(last)) {
      kept.put(nodes, first);
    }
    return choice;
  }

  /** What {@link #choose} would do now. */
  public Choice peek(List<String> nodes) {
    return nodes.size() < 2
        ? new Choice(nodes, Reason.ONLY_ONE)
        : choose(nodes, kept.getIfPresent(nodes));
  }

  private Choice choose(List<String> nodes, String last) {
    double[] costs = new double[nodes.size()];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = latencies.cost(nodes.get(i));
    }
    boolean few = costs.length <= FEW;
    int best = few ? lowest(costs) : lowerOfTwo(costs);
    int former = last == null ? -1 : nodes.indexOf(last);
    boolean stays =
        former >= 0 && former != best && costs[former] <= costs[best] * (1 + BADNESS_THRESHOLD);
    if (stays) {
      return new Choice(order(nodes, costs, former), Reason.KEPT);
    }
    return new Choice(order(nodes, costs, best), few ? Reason.LOWEST_COST : Reason.LOWEST_OF_SOME);
  }

  private static int lowest(double[] costs) {
    int best = 0;
    for (int i = 1; i < costs.length; i++) {
      best = costs[i] < costs[best] ? i : best;
    }
    return best;
  }

  private int lowerOfTwo(double[] costs) {
    int one = random.nextInt(costs.length);
    int other = random.nextInt(costs.length - 1);
    other += other >= one ? 1 : 0;
    return costs[other] < costs[one] ? other : one;
  }

  /** The chosen one, then the others by their costs. There are as many as a blob has copies. */
  private static List<String> order(List<String> nodes, double[] costs, int chosen) {
    int[] order = new int[costs.length];
    order[0] = chosen;
    int count = 1;
    for (int i = 0; i < costs.length; i++) {
      if (i == chosen) {
        continue;
      }
      int place = count++;
      for (; place > 1 && costs[order[place - 1]] > costs[i]; place--) {
        order[place] = order[place - 1];
      }
      order[place] = i;
    }
    List<String> ordered = new ArrayList<>(order.length);
    for (int index : order) {
      ordered.add(nodes.get(index));
    }
    return ordered;
  }
}
