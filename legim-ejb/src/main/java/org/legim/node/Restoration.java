package org.legim.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.Holdings;
import org.legim.link.BlobEntry;
import org.legim.link.Roster;
import org.legim.tree.Identity;

/**
 * The first start with a catalogue that was put back from a backup. It is older than the disk and
 * than what other nodes know, so before anything relies on it:
 *
 * <ul>
 *   <li>A gateway that has members begins a new epoch, and is recovering until they have reported.
 *   <li>The holdings are made to agree with the disk: a blob of which the backup knows nothing is
 *       held, and not swept, until the tree has said whether an image needs it; one that is not
 *       there any more is not reported, so that no other copy is let go for it.
 * </ul>
 */
final class Restoration {

  private static final Logger LOG = Logger.getLogger(Restoration.class.getName());

  /** How many digits a blob store shows at once; see {@link BlobStore.Visitor}. */
  private static final int DIGITS = 4;

  private static final int PIECES = 256;

  private final BlobStore blobs;
  private final Catalogue catalogue;
  private final Holdings holdings;

  Restoration(BlobStore blobs, Catalogue catalogue) {
    this.blobs = blobs;
    this.catalogue = catalogue;
    this.holdings = catalogue.holdings();
  }

  /**
   * Does what is to be done, if it is; to be called before the first sweep and before the node
   * takes part in its tree. If it is interrupted, the next start repeats it.
   *
   * @param gateway whether the node has no parent
   */
  void complete(Identity own, boolean gateway) throws IOException {
    if (!holdings.isRestored()) {
      return;
    }
    if (gateway) {
      beginEpoch(own);
    }
    matchDisk();
  }

  /**
   * A gateway that finds a roster of a higher epoch than its own begins that when it starts.
   * Without members that were ever in there is nobody to wait for.
   */
  private void beginEpoch(Identity own) {
    Optional<Roster> known =
        catalogue
            .rosters()
            .roster()
            .filter(roster -> own.tree().equals(roster.tree()))
            .filter(roster -> roster.members().stream().anyMatch(each -> each.run() != null));
    if (known.isPresent()) {
      Roster roster = known.get();
      long highest =
          LongStream.of(own.epoch(), roster.epoch(), holdings.state().revision().epoch())
              .max()
              .getAsLong();
      catalogue
          .rosters()
          .save(new Roster(own.tree(), highest + 1, 1, roster.members(), roster.settings()));
    }
  }

  private void matchDisk() throws IOException {
    List<BlobEntry> found = new ArrayList<>();
    List<Sha256> missing = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    blobs.visit(
        (digits, hashes) -> {
          seen.add(digits);
          Set<Sha256> held = holdings.held(digits);
          for (Sha256 hash : hashes) {
            if (!held.remove(hash)) {
              FoundBlobs.ifWhole(blobs, hash).ifPresent(found::add);
            }
          }
          missing.addAll(held);
        });
    for (int i = 0; i < PIECES; i++) {
      holdings.held(String.format("%02x", i)).stream()
          .filter(hash -> !seen.contains(hash.hex().substring(0, DIGITS)))
          .forEach(missing::add);
    }
    holdings.matchDisk(found, missing);
    LOG.log(
        Level.WARNING,
        "the catalogue is a backup: {0} blobs of which it knows nothing are kept until the tree has"
            + " said whether they are needed, and {1} that it lists are not here any more",
        new Object[] {found.size(), missing.size()});
  }
}
