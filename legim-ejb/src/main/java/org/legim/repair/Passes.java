package org.legim.repair;

import java.util.concurrent.TimeUnit;

/** Says when all blobs are to be looked at again. Not thread-safe. */
final class Passes {

  /** Now and then, as not everything that changes is heard of. */
  private static final long REGULAR_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final long LEAST_REST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_REST_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** A pass may take so much of the time. */
  private static final int SHARE = 5;

  private Census last;
  private boolean wanted = true;
  private boolean futile;
  private long endedAt;
  private long rest;
  private long backoff = LEAST_REST_NANOS;

  Passes(long now) {
    this.endedAt = now;
  }

  /** The nodes as they are now. */
  void see(Census census) {
    if (!census.isLike(last)) {
      last = census;
      wanted = true;
      futile = false;
      backoff = LEAST_REST_NANOS;
    }
  }

  /** Something has changed that a pass would find. */
  void want() {
    wanted = true;
    futile = false;
  }

  /** Something is left that could not be helped; later it may be. */
  void wantLater() {
    futile |= !wanted;
    wanted = true;
  }

  boolean isDue(long now) {
    long since = now - endedAt;
    return wanted && since >= (futile ? Math.max(rest, backoff) : rest) || since >= REGULAR_NANOS;
  }

  void begun() {
    backoff = futile ? Math.min(MOST_REST_NANOS, 2 * backoff) : LEAST_REST_NANOS;
    wanted = false;
    futile = false;
  }

  /**
   * A pass is over.
   *
   * @param took how long it took, in nanoseconds
   */
  void ended(long now, long took) {
    endedAt = now;
    rest = Math.max(LEAST_REST_NANOS, (SHARE - 1) * took);
  }
}
