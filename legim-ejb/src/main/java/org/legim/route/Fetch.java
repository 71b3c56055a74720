package org.legim.route;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;

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
    this.piece =
        new byte[(int) (whole && FarBlobs.isSmall(count) ? count : Math.min(count, PIECE_BYTES))];
  }

  /** What is still missing. */
  Part missing() {
    boolean all = position == 0 && end == image.bytes();
    return new Part(image.sha256(), position, all ? -1 : end - position);
  }

  /**
   * Takes from a holder what is missing.
   *
   * @param source opened for {@link #missing}
   * @return whether all has come; otherwise another holder may have the rest
   * @throws SourceException if the holder fails
   * @throws IOException if the stream to write to fails, or what was written turns out damaged
   */
  boolean from(Source source) throws SourceException, IOException {
    if (source.bytes() != end - position) {
      String how = "it has " + source.bytes() + " bytes instead of " + (end - position);
      damaged(source.node(), how);
      throw new SourceException(source.node(), new EOFException(how));
    }
    while (position < end) {
      int length = (int) Math.min(piece.length, end - position);
      source.fill(piece, length);
      if (!write(source.node(), length)) {
        return false;
      }
    }
    return true;
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
}
