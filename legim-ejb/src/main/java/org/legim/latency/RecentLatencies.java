package org.legim.latency;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The 95th percentile of the latencies of the last ten to twenty seconds, at most 13 % too high.
 *
 * <p>A histogram with eight buckets for each power of two (as HdrHistogram with one significant
 * digit), kept for the present window and the one before. Not thread-safe.
 */
final class RecentLatencies {

  /** With fewer samples there is no percentile. */
  static final int FEWEST = 20;

  private static final double QUANTILE = 0.95;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Counting for each read what was counted a moment ago would be waste. */
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int UNIT_BITS = 10;
  private static final int SUB_BITS = 3;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int BUCKETS = 25 * SUBS;

  private int[] present = new int[BUCKETS];
  private int[] former = new int[BUCKETS];
  private int presentCount;
  private int formerCount;
  private long windowBegan;
  private long computed;
  private OptionalLong percentile = OptionalLong.empty();

  /**
   * @param now in nanoseconds of a monotonic clock
   */
  RecentLatencies(long now) {
    this.windowBegan = now;
    this.computed = now;
  }

  void add(long nanos, long now) {
    turn(now);
    present[bucket(nanos)]++;
    presentCount++;
  }

  /** The percentile as it was at most a second ago; empty while there are too few samples. */
  OptionalLong percentile(long now) {
    if (percentile.isEmpty() || now - computed >= REFRESH_NANOS) {
      turn(now);
      percentile = compute();
      computed = now;
    }
    return percentile;
  }

  private void turn(long now) {
    long elapsed = now - windowBegan;
    if (elapsed < WINDOW_NANOS) {
      return;
    }
    int[] emptied = former;
    former = present;
    formerCount = presentCount;
    present = emptied;
    Arrays.fill(present, 0);
    presentCount = 0;
    if (elapsed >= 2 * WINDOW_NANOS) {
      Arrays.fill(former, 0);
      formerCount = 0;
    }
    windowBegan = now;
  }

  private OptionalLong compute() {
    int count = presentCount + formerCount;
    if (count < FEWEST) {
      return OptionalLong.empty();
    }
    int left = (int) Math.ceil(count * QUANTILE);
    for (int i = 0; i < BUCKETS; i++) {
      left -= present[i] + former[i];
      if (left <= 0) {
        return OptionalLong.of(end(i));
      }
    }
    throw new IllegalStateException("more samples counted than there are");
  }

  private static int bucket(long nanos) {
    long units = Math.max(nanos, 0) >> UNIT_BITS;
    if (units < SUBS) {
      return (int) units;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    int sub = (int) (units >>> exponent - SUB_BITS) & SUBS - 1;
    return Math.min((exponent - SUB_BITS + 1) * SUBS + sub, BUCKETS - 1);
  }

  /** Where a bucket ends, in nanoseconds. */
  private static long end(int bucket) {
    if (bucket < SUBS) {
      return bucket + 1L << UNIT_BITS;
    }
    int shift = bucket / SUBS - 1;
    return (SUBS + bucket % SUBS + 1L << shift) << UNIT_BITS;
  }
}
