package org.legim.route;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;

/**
 * A part of a blob on its way from one holder after the other until all of it has come. As blobs
 * are immutable, one holder can go on where another broke off.
 */
final class Fetch {

  private static final Logger LOG = Logger.getLogger(Fetch.class.getName());

  /** A piece is read as a whole before it is written. */
  static final int PIECE_BYTES = 64 << 10;

  private final ImageRecord image;
  private final long end;
  private final OutputStream out;
  private final DamageListener damage;
  private final boolean whole;
  private final MessageDigest digest = Sha256.newDigest();
  private final byte[] piece;
  private long position;
  private boolean begun;

  Fetch(ImageRecord image, long from, long count, OutputStream out, DamageListener damage) {
    this.image = image;
    this.damage = damage;
    this.position = from;
    this.end = from + count;
    this.out = out;
    this.whole = from == 0 && count == image.bytes();
    this.piece = new byte[(int) Math.min(count, PIECE_BYTES)];
  }

  /**
   * Fetches from a holder what is missing.
   *
   * @return whether all has come; otherwise another holder may have the rest
   * @throws IOException if the stream to write to fails, or what was written turns out damaged
   */
  boolean from(String node, BlobLink link) throws IOException {
    try (Source source = new Source(node, open(node, link))) {
      while (position < end) {
        int length = source.fill();
        if (!write(node, length)) {
          return false;
        }
      }
      return true;
    } catch (SourceException e) {
      LOG.log(
          Level.FINE,
          "image " + image.id() + ": node " + node + " failed at byte " + position,
          e.getCause());
      return false;
    }
  }

  private BlobStream open(String node, BlobLink link) throws SourceException {
    boolean all = position == 0 && end == image.bytes();
    long expected = end - position;
    try {
      BlobStream stream = link.open(node, image.sha256(), position, all ? -1 : expected);
      if (stream.bytes() != expected) {
        damaged(node, "it has " + stream.bytes() + " bytes instead of " + expected);
        stream.close();
        throw new EOFException(stream.bytes() + " bytes instead of " + expected);
      }
      return stream;
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  private boolean write(String node, int length) throws IOException {
    if (whole) {
      digest.update(piece, 0, length);
      if (position + length == end && !Sha256.of(digest).equals(image.sha256())) {
        damaged(node, "its bytes have another hash");
        if (begun) {
          throw new OutOfReachException(image, List.of(new Holder(node, "damaged")));
        }
        position = 0; // the digest has begun anew by itself
        return false;
      }
    }
    begun = true;
    out.write(piece, 0, length);
    position += length;
    return true;
  }

  private void damaged(String node, String how) {
    LOG.log(
        Level.SEVERE,
        "image {0}: blob {1} is damaged at node {2}: {3}",
        new Object[] {image.id(), image.sha256(), node, how});
    damage.damaged(image.sha256(), node);
  }

  /** Tells what fails at the holder from what fails at the client. */
  private final class Source implements AutoCloseable {
    private final BlobStream stream;
    private final String node;

    Source(String node, BlobStream stream) {
      this.node = node;
      this.stream = stream;
    }

    /**
     * Reads one piece as a whole, so that a holder that breaks off leaves nothing half digested.
     */
    int fill() throws SourceException {
      int wanted = (int) Math.min(piece.length, end - position);
      InputStream body = stream.body();
      try {
        int read = body.readNBytes(piece, 0, wanted);
        if (read < wanted) {
          throw new EOFException("ended at byte " + (position + read) + " of " + end);
        }
        return wanted;
      } catch (IOException e) {
        throw new SourceException(e);
      }
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (IOException e) {
        LOG.log(Level.FINE, "the connection for a blob of node " + node + " did not close", e);
      }
    }
  }

  /** A holder failed. */
  private static final class SourceException extends Exception {
    SourceException(IOException cause) {
      super(cause);
    }
  }
}
