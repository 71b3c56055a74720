package org.legim.tree;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: longer each time, and never all nodes at once. */
final class Backoff {

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final double SPREAD = 0.2;

  private final RandomGenerator random;
  private long next = FIRST_NANOS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** After a failure, in nanoseconds. */
  long afterFailure() {
    long delay = next;
    next = Math.min(MOST_NANOS, 2 * next);
    return spread(delay);
  }

  void reset() {
    next = FIRST_NANOS;
  }

  /** A delay, some of it more or less. */
  long spread(long nanos) {
    return (long) (nanos * (1 - SPREAD + 2 * SPREAD * random.nextDouble()));
  }
}
