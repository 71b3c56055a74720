package org.legim.launcher.client;

/** A number of seconds as people read it: {@code 3 min 20 s}. */
public final class TimeSpan {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private TimeSpan() {}

  /** The two largest units that it has. */
  public static String of(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return of(seconds / MINUTE, "min", seconds % MINUTE, "s");
    }
    if (seconds < DAY) {
      return of(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min");
    }
    return of(seconds / DAY, "d", seconds % DAY / HOUR, "h");
  }

  private static String of(long large, String largeUnit, long small, String smallUnit) {
    return small == 0
        ? large + " " + largeUnit
        : "%d %s %d %s".formatted(large, largeUnit, small, smallUnit);
  }
}
