package org.legim.errand;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket that holds the bytes of one second. What is larger than what it holds passes as a
 * whole, and is paid off before anything else may go. Thread-safe.
 */
public final class Pace {

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final OptionalLong perSecond;
  private double level;
  private long at;

  /**
   * @param bytesPerSecond empty for no limit
   * @param nanos a monotonic clock
   */
  public Pace(OptionalLong bytesPerSecond, LongSupplier nanos) {
    this.nanos = nanos;
    this.perSecond = bytesPerSecond;
    this.level = bytesPerSecond.orElse(0);
    this.at = nanos.getAsLong();
  }

  /** Whether anything may go now. */
  public synchronized boolean isOpen() {
    fill();
    return perSecond.isEmpty() || level >= 1;
  }

  /** Takes out what may go now, at the most so many bytes; 0 if nothing may. */
  public synchronized long take(long most) {
    if (perSecond.isEmpty()) {
      return most;
    }
    fill();
    long taken = Math.max(0, Math.min(most, (long) level));
    level -= taken;
    return taken;
  }

  /** Of what was taken, more or less was used. */
  public synchronized void settle(long taken, long used) {
    if (perSecond.isPresent()) {
      level += taken - used;
    }
  }

  private void fill() {
    long now = nanos.getAsLong();
    double full = perSecond.orElse(0);
    level = Math.min(full, level + (now - at) / SECOND * full);
    at = now;
  }
}
