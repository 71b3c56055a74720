package org.legim.route;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;

/**
 * A blob on nodes below this one. Its bytes are fetched when they are copied, and no sooner: what
 * the record says is known without asking anybody.
 *
 * @see #copy which waits for other nodes
 */
public final class RemoteBlob implements Blob {

  private static final Logger LOG = Logger.getLogger(RemoteBlob.class.getName());

  private final ImageRecord image;
  private final List<String> known;
  private final Supplier<List<String>> holders;
  private final Routing routing;
  private final FarBlobs far;
  private final Optional<Blob> kept;
  private final DamageListener damage;

  /**
   * @param image a record of the blob
   * @param known the nodes that hold it
   * @param holders asked who holds it now when none of these could give it
   * @param routing chooses among them
   * @param far fetches it only once if it is small
   * @param damage hears of those that have not what they should
   */
  RemoteBlob(
      ImageRecord image,
      List<String> known,
      Supplier<List<String>> holders,
      Routing routing,
      FarBlobs far,
      DamageListener damage) {
    this.image = image;
    this.known = List.copyOf(known);
    this.holders = holders;
    this.routing = routing;
    this.far = far;
    this.kept = far.find(image.sha256());
    this.damage = damage;
  }

  @Override
  public Sha256 hash() {
    return image.sha256();
  }

  @Override
  public long bytes() {
    return image.bytes();
  }

  /**
   * Fetches a part from the best holder, and from the next where that fails, even in the middle.
   * The whole is checked while it passes, with its last piece held back: bytes that do not match
   * the hash never arrive as whole.
   *
   * @throws OutOfReachException if no holder could give the bytes; some may have been written
   */
  @Override
  public void copy(long from, long count, OutputStream out) throws IOException {
    Optional<Blob> known = kept.or(() -> far.find(hash()));
    if (known.isPresent()) {
      known.get().copy(from, count, out);
    } else if (from == 0 && count == bytes() && FarBlobs.isSmall(count)) {
      far.fetch(hash(), (int) count, whole -> fetch(0, count, whole)).copy(0, count, out);
    } else {
      fetch(from, count, out);
    }
  }

  private void fetch(long from, long count, OutputStream out) throws IOException {
    Fetch fetch = new Fetch(image, from, count, out, damage);
    // A blob that was moved while the holders were asked is where the catalogue says now.
    if (!fetchFromAny(known, fetch) && !fetchFromAny(holders.get(), fetch)) {
      throw new OutOfReachException(image, routing.describe(holders.get()));
    }
  }

  /** The nodes that held it when it was opened. */
  public List<String> holders() {
    return known;
  }

  /** Whether it is in memory, so that nobody has to be waited for. */
  public boolean isAtHand() {
    return kept.isPresent();
  }

  /** Ends when the read that fetches this blob now is over; empty if there is none. */
  public Optional<CompletionStage<Blob>> coming() {
    return far.coming(hash());
  }

  /** Whether a part of so many bytes is written all at once or not at all. */
  public static boolean arrivesAtOnce(long count) {
    return count <= Fetch.PIECE_BYTES;
  }

  private boolean fetchFromAny(List<String> nodes, Fetch fetch) throws IOException {
    Queue<String> left = routing.order(nodes, image.sha256());
    while (!left.isEmpty()) {
      try (Source source = routing.open(left, fetch.missing())) {
        if (fetch.from(source)) {
          return true;
        }
      } catch (SourceException e) {
        LOG.log(Level.FINE, "image " + image.id() + " is not to be had of a holder", e);
      }
    }
    return false;
  }

  @Override
  public void close() {
    // Nothing is held between two copies.
  }
}
