package org.legim.blob;

import java.io.IOException;
import java.io.OutputStream;

/** A small blob in memory, whose bytes are those of its name; nobody changes the array. */
record MemoryBlob(Sha256 hash, byte[] array) implements Blob {

  /**
   * Reads a blob as a whole.
   *
   * @throws DamagedBlobException if its bytes are not those of its name
   */
  static MemoryBlob read(Blob blob) throws DamagedBlobException {
    FixedOutput bytes = new FixedOutput((int) blob.bytes());
    try {
      blob.copy(0, blob.bytes(), bytes);
    } catch (IOException e) {
      throw new DamagedBlobException(blob.hash(), "it cannot be read: " + e);
    }
    Sha256 actual = Sha256.of(bytes.array);
    if (!actual.equals(blob.hash())) {
      throw new DamagedBlobException(blob.hash(), "its bytes have the hash " + actual);
    }
    return new MemoryBlob(actual, bytes.array);
  }

  @Override
  public long bytes() {
    return array.length;
  }

  @Override
  public void copy(long from, long count, OutputStream out) throws IOException {
    out.write(array, Math.toIntExact(from), Math.toIntExact(count));
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /** Takes as many bytes as it was made for, without copying them once more at the end. */
  static final class FixedOutput extends OutputStream {
    final byte[] array;
    private int length;

    FixedOutput(int length) {
      this.array = new byte[length];
    }

    @Override
    public void write(int b) {
      array[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      System.arraycopy(bytes, offset, array, length, count);
      length += count;
    }
  }
}
