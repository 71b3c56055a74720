package org.legim.blob;

import java.io.IOException;
import java.io.OutputStream;

/** A small blob in memory; nobody changes the array. */
record MemoryBlob(Sha256 hash, byte[] array) implements Blob {

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
}
