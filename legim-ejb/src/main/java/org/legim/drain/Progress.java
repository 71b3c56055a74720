package org.legim.drain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast copies are made, by those of the last seconds. */
final class Progress {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final Deque<Copied> window = new ArrayDeque<>();
  private final long begun;
  private long inWindow;
  private long total;

  Progress(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  synchronized void copied(long bytes) {
    window.add(new Copied(bytes, nanos.getAsLong()));
    inWindow += bytes;
    total += bytes;
  }

  /** How much has been copied in all. */
  synchronized long total() {
    return total;
  }

  synchronized long bytesPerSecond() {
    long now = nanos.getAsLong();
    while (!window.isEmpty() && now - window.peek().at >= WINDOW_NANOS) {
      inWindow -= window.remove().bytes;
    }
    long span = Math.max(SECOND_NANOS, Math.min(WINDOW_NANOS, now - begun));
    return Math.round(inWindow * (double) SECOND_NANOS / span);
  }

  /** How long so much takes by a speed; empty without one. */
  static OptionalLong seconds(long bytes, long bytesPerSecond) {
    return bytesPerSecond <= 0
        ? OptionalLong.empty()
        : OptionalLong.of((bytes + bytesPerSecond - 1) / bytesPerSecond);
  }

  private record Copied(long bytes, long at) {}
}
