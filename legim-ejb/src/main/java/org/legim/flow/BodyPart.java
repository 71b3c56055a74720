package org.legim.flow;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The bytes of one blob of many in a body. Closing it leaves the body open. */
final class BodyPart extends InputStream {

  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream body;
  private long left;

  BodyPart(InputStream body, long bytes) {
    this.body = body;
    this.left = bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (left == 0) {
      return -1;
    }
    int read = body.read(bytes, offset, (int) Math.min(count, left));
    left -= Math.max(read, 0);
    return read;
  }

  /**
   * Reads to the end of the part, where the next one begins.
   *
   * @throws EOFException if the body ends before
   */
  void skipRest() throws IOException {
    byte[] buffer = new byte[(int) Math.min(left, BUFFER_BYTES)];
    while (left > 0) {
      if (read(buffer, 0, buffer.length) < 0) {
        throw new EOFException("the body ended " + left + " bytes early");
      }
    }
  }
}
