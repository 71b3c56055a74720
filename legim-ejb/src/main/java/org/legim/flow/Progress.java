package org.legim.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How much has been copied, and how fast, by the copies of the last seconds. Thread-safe. */
public final class Progress {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final Deque<Copied> window = new ArrayDeque<>();
  private final long begun;
  private long inWindow;
  private long total;
  private long blobs;

  /**
   * @param nanos a monotonic clock
   */
  public Progress(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** A blob of so many bytes has been copied. */
  public synchronized void copied(long bytes) {
    window.add(new Copied(bytes, nanos.getAsLong()));
    inWindow += bytes;
    total += bytes;
    blobs++;
  }

  /** How many bytes have been copied in all. */
  public synchronized long total() {
    return total;
  }

  /** How many blobs have been copied in all. */
  public synchronized long blobs() {
    return blobs;
  }

  /** How fast it has been in the last seconds. */
  public synchronized long bytesPerSecond() {
    long now = nanos.getAsLong();
    while (!window.isEmpty() && now - window.peek().at >= WINDOW_NANOS) {
      inWindow -= window.remove().bytes;
    }
    long span = Math.max(SECOND_NANOS, Math.min(WINDOW_NANOS, now - begun));
    return Math.round(inWindow * (double) SECOND_NANOS / span);
  }

  /** How long so much takes by a speed; empty without one. */
  public static OptionalLong seconds(long bytes, long bytesPerSecond) {
    return bytesPerSecond <= 0
        ? OptionalLong.empty()
        : OptionalLong.of((bytes + bytesPerSecond - 1) / bytesPerSecond);
  }

  private record Copied(long bytes, long at) {}
}
