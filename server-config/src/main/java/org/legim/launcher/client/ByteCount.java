package org.legim.launcher.client;

import java.util.Locale;

/** A number of bytes as people read it, in powers of 1000: {@code 1.5 MB}. */
public final class ByteCount {
  private static final String PREFIXES = "kMGTPE";
  private static final int STEP = 1000;

  private ByteCount() {}

  /** The text for a number. */
  public static String of(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes;
    int power = 0;
    // Rounded up it would be 1000 of a unit, which is 1 of the next.
    while (Math.round(value) >= STEP && power < PREFIXES.length()) {
      value /= STEP;
      power++;
    }
    String form = Math.round(value * 10) < 100 ? "%.1f %cB" : "%.0f %cB";
    return String.format(Locale.ROOT, form, value, PREFIXES.charAt(power - 1));
  }
}
