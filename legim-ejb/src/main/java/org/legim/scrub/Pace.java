package org.legim.scrub;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast a disk is read: a quarter faster than it takes to be through in time, so that a node
 * that is away now and then is so too; but not slower than what no disk notices.
 */
final class Pace {

  /** So that what little there is does not take a month. */
  static final long LEAST_BYTES_PER_SECOND = 64 << 10;

  private static final double MARGIN = 1.25;

  private final Duration period;
  private final LongSupplier allBytes;

  /**
   * @param period in what time all is to be read once
   * @param allBytes how much that is now
   */
  Pace(Duration period, LongSupplier allBytes) {
    this.period = period;
    this.allBytes = allBytes;
  }

  /** How long reading so many bytes should take. */
  Duration of(long bytes) {
    double rate =
        Math.max(
            LEAST_BYTES_PER_SECOND, MARGIN * allBytes.getAsLong() / (period.toMillis() / 1000.0));
    return Duration.ofNanos((long) (bytes / rate * 1e9));
  }
}
