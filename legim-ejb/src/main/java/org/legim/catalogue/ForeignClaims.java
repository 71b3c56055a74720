package org.legim.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;

/**
 * What a node says about ids that was a tree of its own until now, within one transaction. Its
 * revisions mean nothing here: its images are adopted, under other ids where theirs are taken.
 */
final class ForeignClaims {

  private static final Logger LOG = Logger.getLogger(ForeignClaims.class.getName());

  /** The longest id; see {@link org.legim.image.ImageId}. */
  private static final int LONGEST_ID = 128;

  private final Books books;
  private final Inventory inventory;
  private final String node;
  private final String nodeName;

  ForeignClaims(Books books, String node, String nodeName) {
    this.books = books;
    this.inventory = books.inventory();
    this.node = node;
    this.nodeName = nodeName;
  }

  void claim(List<ImageRecord> images) {
    images.forEach(this::claim);
  }

  private void claim(ImageRecord claimed) {
    String id = claimed.id();
    if (wasHeardBefore(claimed)) {
      return;
    }
    Optional<ImageRecord> known = inventory.image(id);
    if (known.isEmpty()) {
      books.put(claimed.as(id, inventory.nextRevision()), Optional.empty(), node);
    } else if (!known.get().sha256().equals(claimed.sha256())) {
      rename(claimed, known.get());
    }
    if (!known.equals(Optional.of(claimed))) {
      books.orders().correct(node, id);
    }
  }

  /**
   * Whether this is a repetition: the node was told something about the id since, and all records
   * of a blob are heard together with it.
   */
  private boolean wasHeardBefore(ImageRecord claimed) {
    Sha256 blob = claimed.sha256();
    return books.orders().isDropping(node, blob)
        || inventory.holds(node, blob) && books.orders().isTold(node, claimed.id());
  }

  private void rename(ImageRecord claimed, ImageRecord known) {
    int attempt = 1;
    String id = otherId(claimed.id(), attempt);
    Optional<ImageRecord> taken = inventory.image(id);
    while (taken.isPresent() && !taken.get().sha256().equals(claimed.sha256())) {
      attempt++;
      id = otherId(claimed.id(), attempt);
      taken = inventory.image(id);
    }
    if (taken.isEmpty()) {
      books.put(claimed.as(id, inventory.nextRevision()), Optional.empty(), node);
      LOG.log(
          Level.WARNING,
          "the image {0} of node {1} ({2}) is stored as {3}: {0} stands for other bytes here"
              + " (SHA-256 {4}, the node''s {5})",
          new Object[] {claimed.id(), nodeName, node, id, known.sha256(), claimed.sha256()});
    }
    books.orders().correct(node, id);
  }

  private String otherId(String id, int attempt) {
    String end = "~" + nodeName + (attempt == 1 ? "" : "~" + attempt);
    return id.substring(0, Math.min(id.length(), LONGEST_ID - end.length())) + end;
  }
}
