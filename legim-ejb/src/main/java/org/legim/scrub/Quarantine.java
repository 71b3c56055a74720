package org.legim.scrub;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.BlobStore;
import org.legim.blob.Finding;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;

/**
 * Looks closely at a blob that may be damaged. If it is, its file is set aside, and then the node
 * does not hold the blob any more, in this order: a blob that nobody holds would be unlinked.
 */
final class Quarantine {

  private static final Logger LOG = Logger.getLogger(Quarantine.class.getName());

  private final BlobStore blobs;
  private final Holdings holdings;

  Quarantine(BlobStore blobs, Holdings holdings) {
    this.blobs = blobs;
    this.holdings = holdings;
  }

  /**
   * Examines a blob.
   *
   * @return empty if the node should not have it: then it is of no interest
   * @throws IOException if nothing could be found out or done
   */
  Optional<Finding> examine(Sha256 hash) throws IOException {
    if (!holdings.holds(hash)) {
      return Optional.empty();
    }
    Finding finding = blobs.examine(hash, () -> holdings.lost(hash));
    if (finding.isLoss()) {
      LOG.log(
          Level.SEVERE,
          "this node has lost its copy of blob {0}: {1}",
          new Object[] {hash, finding.detail()});
    }
    return Optional.of(finding);
  }
}
