package org.legim.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Finding;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.link.BlobEntry;

/**
 * Blobs without a catalogue: its file was lost. They are held until it is known which images need
 * them; a sweep would otherwise take them for what a crash has left, and remove them all.
 */
public final class FoundBlobs {

  private static final Logger LOG = Logger.getLogger(FoundBlobs.class.getName());

  private FoundBlobs() {}

  /** Holds what is on the disk, if the catalogue is new; to be called before the first sweep. */
  public static void keep(BlobStore blobs, Catalogue catalogue) throws IOException {
    if (catalogue.holdings().state().newest() > 0 || catalogue.tally().blobs() > 0) {
      return;
    }
    List<BlobEntry> whole = new ArrayList<>();
    blobs.visit(
        (digits, hashes) -> {
          for (Sha256 hash : hashes) {
            ifWhole(blobs, hash).ifPresent(whole::add);
          }
        });
    if (!whole.isEmpty()) {
      // All at once: after a crash between two parts the catalogue would look complete, and the
      // sweep would remove the blobs that are missing from it.
      catalogue.holdings().found(whole);
      LOG.log(
          Level.WARNING,
          "the catalogue was lost: {0} blobs without records are kept; this node''s gateway knows"
              + " what they are, once it has joined it",
          whole.size());
    }
  }

  /**
   * A blob of which no record is left. What took the record may have taken more, so only bytes that
   * were hashed again count. A damaged blob is set aside by that, or the sweep would take it for
   * what a crash has left.
   */
  static Optional<BlobEntry> ifWhole(BlobStore blobs, Sha256 hash) throws IOException {
    Finding finding = blobs.examine(hash, () -> {});
    if (finding.isLoss()) {
      LOG.log(
          Level.SEVERE,
          "blob {0} is damaged, and no record of it is left: {1}",
          new Object[] {hash, finding.detail()});
      return Optional.empty();
    }
    Optional<Blob> opened = blobs.open(hash);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Blob blob = opened.get()) {
      return Optional.of(new BlobEntry(hash.hex(), blob.bytes()));
    }
  }
}
