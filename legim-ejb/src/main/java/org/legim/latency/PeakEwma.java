package org.legim.latency;

/**
 * A moving average of latencies that follows a peak at once and forgets it slowly, as Finagle's
 * {@code PeakEwma} does: a slow node is noticed by its first slow answer, and has to be fast for a
 * while to be believed again.
 *
 * <p>The weight of what was known before is {@code exp(-elapsed / tau)}, so it depends on the time
 * between two samples, not on how many there are. Not thread-safe.
 */
final class PeakEwma {

  private double nanos;
  private long stamp;
  private boolean measured;

  /**
   * @param prior what is expected before the first sample, which replaces it
   */
  PeakEwma(double prior) {
    this.nanos = prior;
  }

  /** Expects something else, unless there has been a sample. */
  void expect(double prior) {
    if (!measured) {
      nanos = prior;
    }
  }

  /**
   * Takes a sample.
   *
   * @param sample in nanoseconds
   * @param now in nanoseconds of a monotonic clock
   * @param tau after how many nanoseconds what was known before has lost 63 % of its weight
   */
  void observe(long sample, long now, long tau) {
    if (!measured || sample > nanos) {
      nanos = sample;
    } else {
      double weight = Math.exp(-(double) Math.max(now - stamp, 0) / tau);
      nanos = nanos * weight + sample * (1 - weight);
    }
    stamp = now;
    measured = true;
  }

  /** What is expected now, in nanoseconds. */
  double nanos() {
    return nanos;
  }
}
