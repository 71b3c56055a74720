package org.legim.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: kB, MB, … are powers of 1000, KiB, MiB, … powers of 1024. */
final class ByteSize {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?) ?(?:([KMGTPE])(I)?)?(B)?");
  private static final String PREFIXES = "KMGTPE";

  private ByteSize() {}

  /** Reads a size in bytes; throws {@link IllegalArgumentException} unless it is at least one. */
  static long parse(String text) {
    Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (!form.matches() || (form.group(2) != null && form.group(4) == null)) {
      throw new IllegalArgumentException("is not a size");
    }
    int power = form.group(2) == null ? 0 : PREFIXES.indexOf(form.group(2)) + 1;
    BigDecimal unit = BigDecimal.valueOf(form.group(3) == null ? 1000 : 1024).pow(power);
    BigDecimal bytes = new BigDecimal(form.group(1)).multiply(unit);
    if (bytes.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("is less than one byte");
    }
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("is more than any disk holds");
    }
    return bytes.longValue();
  }
}
