package org.legim.route;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.ImageEntry;
import org.legim.link.Parcel;

/** A blob that passes through this node on its way; it can be copied once, as a whole. */
final class PassingBlob implements Blob {

  private static final int BUFFER_BYTES = 64 << 10;

  private final Sha256 hash;
  private final long bytes;
  private final InputStream body;
  private boolean passed;

  PassingBlob(Sha256 hash, long bytes, InputStream body) {
    this.hash = hash;
    this.bytes = bytes;
    this.body = body;
  }

  /** Blobs that follow each other in one body, to be copied in this order. */
  static List<Parcel> follow(List<ImageEntry> images, InputStream body) {
    return images.stream()
        .map(
            image ->
                new Parcel(new PassingBlob(new Sha256(image.sha256()), image.bytes(), body), image))
        .toList();
  }

  @Override
  public Sha256 hash() {
    return hash;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void copy(long from, long count, OutputStream out) throws IOException {
    if (passed || from != 0 || count != bytes) {
      throw new IOException("blob " + hash + " only passes through: once, and as a whole");
    }
    passed = true;
    byte[] buffer = new byte[(int) Math.min(bytes, BUFFER_BYTES)];
    long left = bytes;
    while (left > 0) {
      int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("blob " + hash + " ended " + left + " bytes early");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  @Override
  public void close() {
    // The body is the caller's.
  }
}
