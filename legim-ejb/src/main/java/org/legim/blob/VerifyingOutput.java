package org.legim.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes on the bytes of a whole blob, the last piece only if the hash of all is right. */
final class VerifyingOutput extends OutputStream {

  private final Sha256 hash;
  private final OutputStream out;
  private final MessageDigest digest = Sha256.newDigest();
  private long left;
  private boolean failed;

  VerifyingOutput(Blob blob, OutputStream out) {
    this.hash = blob.hash();
    this.left = blob.bytes();
    this.out = out;
  }

  /** Whether it was the stream behind this one that failed. */
  boolean hasFailed() {
    return failed;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    left -= length;
    if (left <= 0) {
      Sha256 actual = Sha256.of(digest);
      if (!actual.equals(hash)) {
        throw new DamagedBlobException(hash, "its bytes have the hash " + actual);
      }
    }
    failed = true;
    out.write(bytes, offset, length);
    failed = false;
  }
}
