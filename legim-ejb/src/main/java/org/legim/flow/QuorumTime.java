package org.legim.flow;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long an upload waits for other nodes, from a moment on; longer for longer blobs. */
record QuorumTime(LongSupplier nanos, long end, long patience) {

  private static final long ALL_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** What even a slow line does. */
  private static final long BYTES_PER_SECOND = 1 << 20;

  static QuorumTime begin(long bytes, LongSupplier nanos) {
    long sending = TimeUnit.SECONDS.toNanos(1) * (bytes / BYTES_PER_SECOND);
    return new QuorumTime(
        nanos, nanos.getAsLong() + ALL_NANOS + sending, PATIENCE_NANOS + sending / 2);
  }

  boolean isOver() {
    return left() <= 0;
  }

  /** How many nanoseconds are left. */
  long left() {
    return end - nanos.getAsLong();
  }

  /** How long to wait for one receiver until another is asked too, in nanoseconds. */
  long turn() {
    return Math.min(left(), patience);
  }
}
