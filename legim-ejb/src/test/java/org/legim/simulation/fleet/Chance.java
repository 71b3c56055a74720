package org.legim.simulation.fleet;

import java.util.List;
import java.util.random.RandomGenerator;

/** How often what happens, and for how long. */
final class Chance {

  private static final double BRANCH_LEAVES = 0.01;
  private static final double SOON_BACK = 0.55;
  private static final double NEVER_BACK = 0.2;
  private static final double SOON_SECONDS = 150;
  private static final double LATE_SECONDS = 6 * 3600;
  private static final double LEAST_BYTES = 50_000;
  private static final double MOST_BYTES = 5_000_000;

  /** How long an image is on average. */
  static final double MEAN_BYTES = (MOST_BYTES - LEAST_BYTES) / Math.log(MOST_BYTES / LEAST_BYTES);

  private final RandomGenerator random;

  Chance(RandomGenerator random) {
    this.random = random;
  }

  /** How long it is until the next event, in seconds. */
  long untilNext(double meanSeconds) {
    return 1 + Math.round(random.nextExponential() * meanSeconds);
  }

  /** How long an image is: the small ones are many. */
  int length() {
    return (int) (LEAST_BYTES * Math.pow(MOST_BYTES / LEAST_BYTES, random.nextDouble()));
  }

  /** How many copies an image is to have: some have more of their own. */
  byte copies() {
    return (byte) (random.nextInt(20) == 0 ? 3 : 2);
  }

  /** Whether a node joins, which is likelier where there are too few. */
  boolean joins(int nodes, int wanted) {
    return random.nextDouble() < 0.3 + 2.0 * (wanted - nodes) / wanted;
  }

  boolean leaves() {
    return random.nextDouble() < 0.4;
  }

  boolean wholeBranchLeaves() {
    return random.nextDouble() < BRANCH_LEAVES;
  }

  /** What becomes of a node that has died. */
  Fate fate() {
    double drawn = random.nextDouble();
    if (drawn < SOON_BACK) {
      return new Fate(untilNext(SOON_SECONDS), false);
    }
    return new Fate(untilNext(LATE_SECONDS), drawn > 1 - NEVER_BACK);
  }

  /**
   * What becomes of a node.
   *
   * @param seconds when it is back
   * @param diskLost whether it has lost all images
   */
  record Fate(long seconds, boolean diskLost) {}

  <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
