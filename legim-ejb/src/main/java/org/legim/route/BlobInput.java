package org.legim.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.legim.blob.Blob;

/** A part of a blob as a stream; closing it leaves the blob open. */
final class BlobInput extends InputStream {

  private final Blob blob;
  private long position;
  private long left;

  BlobInput(Blob blob, long from, long count) {
    this.blob = blob;
    this.position = from;
    this.left = count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (left == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = (int) Math.min(length, left);
    blob.copy(position, count, new Window(bytes, offset));
    moved(count);
    return count;
  }

  /** Without a detour over a buffer. */
  @Override
  public long transferTo(OutputStream out) throws IOException {
    long count = left;
    blob.copy(position, count, out);
    moved(count);
    return count;
  }

  private void moved(long count) {
    position += count;
    left -= count;
  }

  /** Writes into a part of an array. */
  private static final class Window extends OutputStream {
    private final byte[] bytes;
    private int position;

    Window(byte[] bytes, int offset) {
      this.bytes = bytes;
      this.position = offset;
    }

    @Override
    public void write(int b) {
      bytes[position++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      System.arraycopy(from, offset, bytes, position, length);
      position += length;
    }
  }
}
