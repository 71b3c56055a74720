package org.legim.route;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.HotMemory;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.ImageRecord;

/** Finds images and opens their bytes where they are. */
public final class ImageReads {

  private static final Logger LOG = Logger.getLogger(ImageReads.class.getName());
  private static final int ATTEMPTS = 3;

  private final String self;
  private final Catalogue catalogue;
  private final VerifiedBlobs blobs;
  private final FarBlobs far;
  private final Routing routing;
  private final DamageListener damage;

  /** The same, without keeping or measuring anything, and without anybody who hears of damage. */
  public ImageReads(String self, Catalogue catalogue, VerifiedBlobs blobs, Branches branches) {
    this(
        self,
        catalogue,
        blobs,
        new FarBlobs(new HotMemory(0)),
        Routing.withoutClock(branches),
        DamageListener.IGNORED);
  }

  /**
   * @param self this node's id
   * @param catalogue knows the images, and who holds them
   * @param blobs this node's own
   * @param far those of other nodes that are read often
   * @param routing chooses among the nodes below
   * @param damage hears of nodes below that have not what they should
   */
  public ImageReads(
      String self,
      Catalogue catalogue,
      VerifiedBlobs blobs,
      FarBlobs far,
      Routing routing,
      DamageListener damage) {
    this.self = self;
    this.catalogue = catalogue;
    this.blobs = blobs;
    this.far = far;
    this.routing = routing;
    this.damage = damage;
  }

  /** What is known of an image. */
  public Optional<ImageRecord> find(String id) {
    return catalogue.find(id);
  }

  /** Where an image would be read from now. */
  public Explanation explain(ImageRecord image) {
    List<String> holders = catalogue.holders(image.sha256());
    List<String> others = holders.stream().filter(node -> !node.equals(self)).toList();
    return routing.explain(others, holders.contains(self));
  }

  /**
   * Opens an image: on this node's disk, or else as a {@link RemoteBlob}. Waits for no other node.
   *
   * @param record what {@link #find} returned; a newer one is taken if it has been replaced since
   * @return the image, or empty if it has been deleted since
   * @throws OutOfReachException if its bytes are not where they should be
   */
  public Optional<OpenImage> open(ImageRecord record) throws IOException {
    return open(record, null);
  }

  /**
   * The same, but what the record says is not read from this node's disk: for when that has turned
   * out {@link org.legim.blob.DamagedBlobException damaged}.
   */
  public Optional<OpenImage> openElsewhere(ImageRecord record) throws IOException {
    return open(record, record.sha256());
  }

  /**
   * @param damaged the blob that is not to be read here, or null
   */
  private Optional<OpenImage> open(ImageRecord record, Sha256 damaged) throws IOException {
    ImageRecord current = record;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean here = !current.sha256().equals(damaged);
      Optional<Blob> blob = here ? blobs.open(current.sha256(), current.bytes()) : Optional.empty();
      if (blob.isEmpty()) {
        blob = remoteBlob(current);
      }
      if (blob.isPresent()) {
        return Optional.of(new OpenImage(current, blob.get()));
      }
      // Replaced or deleted between the look into the catalogue and the opening: look again.
      Optional<ImageRecord> newer = catalogue.find(current.id());
      if (newer.isEmpty()) {
        return Optional.empty();
      }
      if (newer.get().sha256().equals(current.sha256())) {
        break;
      }
      current = newer.get();
    }
    throw new OutOfReachException(current, routing.describe(catalogue.holders(current.sha256())));
  }

  // Asked after the own disk: before this node lets go of a blob, others stand in the catalogue.
  private Optional<Blob> remoteBlob(ImageRecord image) {
    List<String> holders = catalogue.holders(image.sha256());
    if (holders.contains(self)) {
      LOG.log(
          Level.WARNING,
          "image {0}: blob {1} of {2} bytes is missing here, or damaged",
          new Object[] {image.id(), image.sha256(), Long.toString(image.bytes())});
      blobs.suspect(image.sha256());
    }
    RemoteBlob blob =
        new RemoteBlob(
            image, holders, () -> catalogue.holders(image.sha256()), routing, far, damage);
    return blob.isAtHand() || routing.reachesAny(holders) ? Optional.of(blob) : Optional.empty();
  }
}
