package org.legim.link;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.legim.link.LinkException.Kind;

/** The bytes of a blob as they come: exactly as many as were announced, or a failure. */
final class BlobBody extends InputStream {

  private final Neighbour neighbour;
  private final InputStream in;
  private final long length;
  private long left;

  BlobBody(Neighbour neighbour, InputStream in, long length) {
    this.neighbour = neighbour;
    this.in = in;
    this.length = length;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int read = readSome(bytes, offset, (int) Math.min(count, left));
    left -= read;
    return read;
  }

  private int readSome(byte[] bytes, int offset, int count) throws LinkException {
    int read;
    try {
      read = in.read(bytes, offset, count);
    } catch (IOException e) {
      throw cutShort(e.getMessage(), e);
    }
    if (read < 0) {
      throw cutShort("the connection was closed", null);
    }
    return read;
  }

  private LinkException cutShort(String why, IOException cause) {
    return neighbour.failure(
        Kind.UNREACHABLE,
        "the blob ends after %d of %d bytes: %s".formatted(length - left, length, why),
        cause);
  }

  /** Whether all bytes were read. */
  boolean isWhole() {
    return left == 0;
  }
}
