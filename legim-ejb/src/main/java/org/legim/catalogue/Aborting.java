package org.legim.catalogue;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.legim.catalogue.PreparedTable.Row;
import org.legim.link.DeletionEntry;

/** How a prepared write ends that does not become true, within one transaction. */
final class Aborting {

  private final Books books;
  private final Inventory inventory;

  Aborting(Books books) {
    this.books = books;
    this.inventory = books.inventory();
  }

  /**
   * Whether a record that a node reports, and that is newer than what is known of its id, is that
   * of a write that is not true: one that is prepared, or was when the process ended. That one is
   * aborted now. A gateway that knows less than its nodes believes the node: it may know less of
   * this too.
   */
  boolean isUntrue(ImageRecord claimed, String node) {
    Optional<Row> prepared =
        PreparedTable.find(inventory.database(), claimed.id())
            .filter(row -> row.revision().equals(claimed.revision()));
    if (prepared.isEmpty()) {
      return false;
    }
    if (inventory.openWrites().isOpen(claimed.revision())) {
      inventory.openWrites().claimed(claimed.revision(), node);
      return true;
    }
    if (isRecovering()) {
      PreparedTable.remove(inventory.database(), claimed.id());
      return false;
    }
    abort(prepared.get(), Set.of(node));
    return true;
  }

  /** Ends a write that no other node has heard of. */
  void forget(Row write) {
    PreparedTable.remove(inventory.database(), write.id());
    books.abandonUnneeded(write.sha256());
  }

  /**
   * Ends a write that other nodes may have: something newer than it is true of its id from now on.
   *
   * @param sentTo nodes that may have it, and are told better
   */
  void abort(Row write, Collection<String> sentTo) {
    Optional<ImageRecord> present = inventory.image(write.id());
    if (!isOutdated(write, present)) {
      supersede(write, present);
    }
    sentTo.forEach(node -> books.orders().tell(node, write.id()));
    forget(write);
  }

  boolean isPrepared(Row write) {
    return PreparedTable.find(inventory.database(), write.id()).equals(Optional.of(write));
  }

  boolean isRecovering() {
    return !books.isDropping();
  }

  /** Whether something newer is true of the id. */
  boolean isOutdated(Row write, Optional<ImageRecord> present) {
    return present.stream().anyMatch(image -> image.revision().isNewerThan(write.revision()))
        || inventory.deletion(write.id()).stream()
            .anyMatch(deletion -> Revision.of(deletion).isNewerThan(write.revision()));
  }

  /** What is true of the id becomes newer than the write. */
  private void supersede(Row write, Optional<ImageRecord> present) {
    Revision revision = inventory.nextRevision();
    if (present.isPresent()) {
      books.put(present.get().as(write.id(), revision), present, "");
    } else {
      long now = Instant.now().toEpochMilli();
      books.delete(
          new DeletionEntry(write.id(), revision.epoch(), revision.counter(), now),
          Optional.empty(),
          "");
    }
  }
}
