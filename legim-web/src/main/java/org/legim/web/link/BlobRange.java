package org.legim.web.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.legim.link.BlobPart;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;

/**
 * The one range of bytes that a node asks another for (RFC 9110 section 14.2).
 *
 * @param asked whether there was a range at all
 * @param from the first byte, counted from 0
 * @param count how many bytes; -1 for all from there on
 */
record BlobRange(boolean asked, long from, long count) {

  private static final Pattern BYTES = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

  /**
   * @param header the value of {@code Range}, or null
   * @throws LinkException of kind REFUSED if it is more than one range from a first byte on
   */
  static BlobRange parse(String header) throws LinkException {
    if (header == null) {
      return new BlobRange(false, 0, -1);
    }
    Matcher matcher = BYTES.matcher(header);
    if (matcher.matches()) {
      long from = Long.parseLong(matcher.group(1));
      if (matcher.group(2).isEmpty()) {
        return new BlobRange(true, from, -1);
      }
      long last = Long.parseLong(matcher.group(2));
      if (from <= last) {
        return new BlobRange(true, from, last - from + 1);
      }
    }
    throw new LinkException(Kind.REFUSED, "the range of a blob is bytes=FIRST-LAST: " + header);
  }

  /** The value of {@code Content-Range} (section 14.4). */
  static String contentRange(BlobPart part) {
    String total = part.total() < 0 ? "*" : Long.toString(part.total());
    return "bytes " + part.from() + "-" + (part.from() + part.count() - 1) + "/" + total;
  }
}
