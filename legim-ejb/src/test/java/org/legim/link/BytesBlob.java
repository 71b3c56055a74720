package org.legim.link;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;

/** A blob in memory; its name is not looked at. */
record BytesBlob(Sha256 hash, byte[] array) implements Blob {

  static final Sha256 HASH = new Sha256("0123456789abcdef".repeat(4));

  static BytesBlob of(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return new BytesBlob(HASH, bytes);
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
  public void close() {}
}
