package org.legim.node;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.flow.Reporter;

/**
 * What the disk of this node has got from others, or lost: a gateway sees to it itself, that of any
 * other node has to hear of it.
 */
final class DiskNews {

  private final Optional<Reporter> reporter;
  private final CopyKeeping copies;

  /**
   * @param reporter tells the gateway; empty at the gateway
   */
  DiskNews(Optional<Reporter> reporter, CopyKeeping copies) {
    this.reporter = reporter;
    this.copies = copies;
  }

  /** Blobs have come; a gateway may have got them for others only. */
  void received(Collection<Sha256> blobs) {
    reporter.ifPresentOrElse(Reporter::wake, () -> blobs.forEach(copies::gained));
  }

  /** A blob was damaged, or is gone. */
  void lost(Sha256 blob) {
    reporter.ifPresentOrElse(Reporter::wake, () -> copies.lost(Set.of(blob)));
  }
}
