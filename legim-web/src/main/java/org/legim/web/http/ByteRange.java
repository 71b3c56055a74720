package org.legim.web.http;

/**
 * Which bytes of a representation a GET is answered with, by its {@code Range} (RFC 9110 section
 * 14). On any other method {@code Range} is to be ignored.
 */
public sealed interface ByteRange {
  /** 200: the representation as a whole. */
  record Whole() implements ByteRange {}

  /**
   * 206: one range of bytes.
   *
   * @param first the first byte, counted from 0
   * @param last the last byte, which belongs to the range
   * @param length the length of the whole representation
   */
  record Part(long first, long last, long length) implements ByteRange {
    public Part {
      if (first < 0 || last < first || length <= last) {
        throw new IllegalArgumentException("No range: " + first + "-" + last + "/" + length);
      }
    }

    /** How many bytes the range has. */
    public long size() {
      return last - first + 1;
    }

    /** The value of {@code Content-Range} (section 14.4). */
    public String contentRange() {
      return "bytes " + first + '-' + last + '/' + length;
    }
  }

  /**
   * 416: no byte of the representation is in the range.
   *
   * @param length the length of the whole representation
   */
  record Unsatisfiable(long length) implements ByteRange {
    /** The value of {@code Content-Range} (section 14.4). */
    public String contentRange() {
      return "bytes */" + length;
    }
  }

  /**
   * Evaluates a request's {@code Range}. Where the RFC lets a server ignore it, the whole is given:
   * for another unit, a malformed value, and several ranges at once.
   *
   * @param range the header field's value, or {@code null} if there is none
   * @param length of the whole representation in bytes
   */
  static ByteRange parse(String range, long length) {
    return range == null ? new Whole() : RangeSyntax.evaluate(range, length);
  }
}
