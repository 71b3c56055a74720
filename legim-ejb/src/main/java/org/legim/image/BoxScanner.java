package org.legim.image;

import java.io.IOException;

/** Steps through the boxes of an ISO base media file (ISO/IEC 14496-12 section 4.2). */
final class BoxScanner {
  private static final int HEADER_BYTES = 8;
  private static final int LARGE_HEADER_BYTES = 16;

  private final HeaderReader in;
  private final long end;

  private long nextStart;
  private int type;
  private long contentStart;

  private BoxScanner(HeaderReader in, long start, long end) {
    this.in = in;
    this.nextStart = start;
    this.end = end;
  }

  static BoxScanner ofFile(HeaderReader in) {
    return new BoxScanner(in, 0, in.length());
  }

  /** A box type as a number. */
  static int type(String fourCharacters) {
    int type = 0;
    for (int i = 0; i < 4; i++) {
      type = type << 8 | fourCharacters.charAt(i);
    }
    return type;
  }

  /** Moves to the next box and to the first byte of its content. */
  boolean next() throws IOException {
    if (end - nextStart < HEADER_BYTES) {
      return false;
    }
    long start = nextStart;
    in.seek(start);
    long size = in.getUInt32();
    type = in.getInt32();
    long header = HEADER_BYTES;
    if (size == 1) {
      size = in.getInt64();
      header = LARGE_HEADER_BYTES;
    } else if (size == 0) {
      size = end - start; // the last box
    }
    if (size < header || size > end - start) {
      throw new BadHeaderException("a box at byte " + start + " claims " + size + " bytes");
    }
    contentStart = start + header;
    nextStart = start + size;
    return true;
  }

  /** Moves to the next box of that type. */
  boolean find(int wanted) throws IOException {
    while (next()) {
      if (type == wanted) {
        return true;
      }
    }
    return false;
  }

  int type() {
    return type;
  }

  /** The first byte after the present box. */
  long boxEnd() {
    return nextStart;
  }

  /**
   * The boxes in the present one.
   *
   * @param offset how many bytes of its content come before them
   */
  BoxScanner children(int offset) {
    return new BoxScanner(in, contentStart + offset, nextStart);
  }
}
