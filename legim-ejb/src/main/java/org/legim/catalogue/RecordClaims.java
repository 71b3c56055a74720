package org.legim.catalogue;

import java.util.List;
import java.util.Optional;
import org.legim.link.DeletionEntry;

/** What a node of this tree says about ids, within one transaction: the higher revision wins. */
final class RecordClaims {

  private final Books books;
  private final Inventory inventory;
  private final String node;

  RecordClaims(Books books, String node) {
    this.books = books;
    this.inventory = books.inventory();
    this.node = node;
  }

  void deletions(List<DeletionEntry> deletions) {
    deletions.forEach(this::deletion);
  }

  void images(List<ImageRecord> images) {
    images.forEach(this::image);
  }

  private void deletion(DeletionEntry claimed) {
    Revision revision = Revision.of(claimed);
    Optional<ImageRecord> known = inventory.image(claimed.id());
    boolean older =
        known.stream().anyMatch(record -> !revision.isNewerThan(record.revision()))
            || inventory.deletion(claimed.id()).stream()
                .anyMatch(deletion -> !revision.isNewerThan(Revision.of(deletion)));
    if (!older) {
      RevisionTable.raise(inventory.database(), revision);
      books.delete(claimed, known, node);
    }
  }

  private void image(ImageRecord claimed) {
    Optional<ImageRecord> known = inventory.image(claimed.id());
    // An older node would be corrected again and again about what it cannot know.
    if (known.stream().anyMatch(each -> each.withoutReplicas().equals(claimed.withoutReplicas()))) {
      return;
    }
    boolean older =
        known.stream().anyMatch(record -> !claimed.revision().isNewerThan(record.revision()))
            || inventory.deletion(claimed.id()).stream()
                .anyMatch(deletion -> !claimed.revision().isNewerThan(Revision.of(deletion)));
    if (older) {
      books.orders().correct(node, claimed.id());
    } else if (!new Aborting(books).isUntrue(claimed, node)) {
      RevisionTable.raise(inventory.database(), claimed.revision());
      books.put(claimed, known, node);
    }
  }
}
