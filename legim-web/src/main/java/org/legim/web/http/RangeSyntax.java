package org.legim.web.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code Range} (RFC 9110 sections 14.1.1 and 14.1.2), of which we serve one range.
 */
final class RangeSyntax {
  /** As a list it may have empty members; the name of the unit is case-insensitive. */
  private static final Pattern ONE_RANGE =
      Pattern.compile(
          "bytes=[ \\t,]*(?<first>\\d*)-(?<last>\\d*)[ \\t,]*", Pattern.CASE_INSENSITIVE);

  /** Longer numbers exceed any file and may exceed a long. */
  private static final int MAX_DIGITS = 18;

  private RangeSyntax() {}

  static ByteRange evaluate(String range, long length) {
    Matcher one = ONE_RANGE.matcher(range.strip());
    if (!one.matches()) {
      return new ByteRange.Whole();
    }
    String first = one.group("first");
    String last = one.group("last");
    if (!first.isEmpty()) {
      return fromTo(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), length);
    }
    return last.isEmpty() ? new ByteRange.Whole() : suffix(number(last), length);
  }

  private static ByteRange fromTo(long first, long last, long length) {
    if (last < first) {
      return new ByteRange.Whole();
    }
    return first < length
        ? new ByteRange.Part(first, Math.min(last, length - 1), length)
        : new ByteRange.Unsatisfiable(length);
  }

  private static ByteRange suffix(long suffixLength, long length) {
    if (suffixLength == 0) {
      return new ByteRange.Unsatisfiable(length);
    }
    // satisfiable on an empty representation too, but no Content-Range could say so
    return length == 0
        ? new ByteRange.Whole()
        : new ByteRange.Part(Math.max(0, length - suffixLength), length - 1, length);
  }

  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
  }
}
