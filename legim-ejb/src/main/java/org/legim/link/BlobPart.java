package org.legim.link;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.legim.blob.Blob;
import org.legim.link.LinkException.Kind;

/**
 * Bytes of a blob, ready to be sent.
 *
 * @param from the first byte, counted from 0
 * @param count how many bytes
 * @param total how long the whole blob is; -1 if that is not known here
 * @param source writes exactly these bytes, or fails
 * @param release gives back what was opened
 */
public record BlobPart(long from, long count, long total, Source source, Closeable release)
    implements Closeable {

  /** Writes bytes to a stream. */
  @FunctionalInterface
  public interface Source {
    /** Writes all of them, or fails. */
    void copyTo(OutputStream out) throws IOException;
  }

  /**
   * A part of a blob that is on this disk.
   *
   * @param blob closed with the part
   * @param count -1 for all from {@code from} on
   * @throws LinkException of kind FAILED if the blob is shorter
   */
  public static BlobPart of(Blob blob, long from, long count) throws LinkException {
    long total = blob.bytes();
    long size = count < 0 ? total - from : count;
    if (from < 0 || size < 0 || from > total - size) {
      throw new LinkException(
          Kind.FAILED,
          "blob %s has %d bytes, none of which are %d from %d on"
              .formatted(blob.hash(), total, size, from));
    }
    return new BlobPart(from, size, total, out -> blob.copy(from, size, out), blob);
  }

  /**
   * A part of a blob that comes from another node.
   *
   * @param stream closed with the part
   * @param whole whether all of the blob was asked for
   */
  public static BlobPart of(BlobStream stream, long from, boolean whole) {
    return new BlobPart(
        from,
        stream.bytes(),
        whole ? stream.bytes() : -1,
        out -> {
          long sent = stream.body().transferTo(out);
          if (sent != stream.bytes()) {
            throw new EOFException("the blob ends after " + sent + " of " + stream.bytes());
          }
        },
        stream);
  }

  /** Whether this is all of the blob. */
  public boolean isWhole() {
    return count == total;
  }

  @Override
  public void close() throws IOException {
    release.close();
  }
}
