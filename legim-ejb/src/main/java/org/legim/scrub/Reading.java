package org.legim.scrub;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;

/** A blob that is read piece by piece, with rests in between. */
final class Reading implements Closeable {

  private final Blob blob;
  private final MessageDigest digest = Sha256.newDigest();
  private final OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
  private long position;

  /**
   * @param blob closed with this
   */
  Reading(Blob blob) {
    this.blob = blob;
  }

  Sha256 hash() {
    return blob.hash();
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  boolean isAtEnd() {
    return position == blob.bytes();
  }

  /** Reads at most so many more bytes; returns how many. */
  long read(long most) throws IOException {
    long count = Math.min(most, blob.bytes() - position);
    blob.copy(position, count, out);
    position += count;
    return count;
  }

  /** Whether the bytes are those of the name; asked once, at the end. */
  boolean isWhole() {
    return Sha256.of(digest).equals(blob.hash());
  }

  @Override
  public void close() throws IOException {
    blob.close();
  }
}
