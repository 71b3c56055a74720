package org.legim.catalogue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.catalogue.HolderTable.Held;
import org.legim.link.DeletionEntry;
import org.legim.link.Report;

/** The gateway's books in its SQLite file. */
final class SqliteLedger implements Ledger {

  private static final int PIECES = 256;

  private final Store store;
  private final Revision opened;
  private volatile boolean learned;

  /**
   * @param opened the highest revision when the catalogue was opened
   */
  SqliteLedger(Store store, Revision opened) {
    this.store = store;
    this.opened = opened;
  }

  @Override
  public void lead(String tree) {
    store.write(
        inventory -> {
          StateTable.put(inventory.database(), Fact.TREE, tree);
          StateTable.remove(inventory.database(), Fact.FOLLOWS);
          StateTable.remove(inventory.database(), Fact.APPLIED);
          StateTable.remove(inventory.database(), Fact.SETTLED);
          return null;
        });
  }

  @Override
  public Reconciliation receive(Report report, String nodeName, boolean recovering) {
    String tree =
        store
            .read(handle -> StateTable.find(handle, Fact.TREE))
            .orElseThrow(() -> new IllegalStateException("this node does not lead a tree"));
    store.setRecovering(recovering);
    learned = true;
    // Outside of the transaction: it takes long, and all that is written waits for one writer.
    Optional<HoldingScan> counted =
        Optional.ofNullable(report.digests())
            .map(asked -> store.read(handle -> HoldingScan.of(handle, report.node())));
    return store.write(
        inventory ->
            new ReportReceipt(inventory, tree, report, counted, nodeName, recovering).receive());
  }

  @Override
  public Set<Sha256> release(
      String node, Collection<Sha256> blobs, Set<String> staying, int replicas) {
    return store.write(
        inventory -> {
          Books books = new Books(inventory, true);
          Set<Sha256> released = new HashSet<>();
          for (Sha256 blob : blobs) {
            if (books.release(node, blob, staying, replicas).isPresent()) {
              released.add(blob);
            }
          }
          return released;
        });
  }

  @Override
  public List<ImageRecord> heldBy(String node, String after, int limit) {
    return store.read(handle -> ImageTable.heldBy(handle, node, after, limit));
  }

  @Override
  public List<Copies> copiesAt(String node, String after, int limit) {
    return store.read(handle -> CopiesQueries.at(handle, node, after, limit));
  }

  @Override
  public List<Copies> copies(String after, int limit) {
    return store.read(handle -> CopiesQueries.all(handle, after, limit));
  }

  @Override
  public Optional<Copies> copiesOf(Sha256 blob) {
    return store.read(handle -> CopiesQueries.of(handle, blob));
  }

  @Override
  public long countHeldBy(String node) {
    return store.read(
        handle ->
            HolderTable.holdsAny(handle, node)
                ? Math.max(1, TallyTable.find(handle, node).orElse(Tally.NONE).blobs())
                : 0);
  }

  @Override
  public ImageRecord anyImageOf(Sha256 blob) {
    return store.read(handle -> ImageTable.anyOf(handle, blob)).orElse(null);
  }

  @Override
  public Set<String> awaited() {
    return store.read(OrderTable::nodes);
  }

  @Override
  public void beginEpoch(long epoch) {
    store.raiseEpoch(epoch);
    store.setRecovering(true);
    store.write(
        inventory -> {
          RevisionTable.beginEpoch(inventory.database(), epoch);
          Orders.beginStream(inventory.database());
          if (!learned) {
            renewWritten(inventory);
          }
          return null;
        });
  }

  // What users wrote since this process began is newer than all that members will bring back, but
  // was written at revisions of a gateway that did not know of these. Once a member has reported,
  // what it brought cannot be told from what was written, and stays as it is.
  private void renewWritten(Inventory inventory) {
    for (ImageRecord image : ImageTable.newerThan(inventory.database(), opened)) {
      inventory.put(image.as(image.id(), inventory.nextRevision()), Optional.of(image));
    }
    for (DeletionEntry old : DeletionTable.newerThan(inventory.database(), opened)) {
      Revision revision = inventory.nextRevision();
      inventory.delete(
          new DeletionEntry(old.id(), revision.epoch(), revision.counter(), old.deleted()),
          Optional.empty());
    }
  }

  @Override
  public Set<Sha256> dropUnneeded() {
    Set<Sha256> unneeded = new HashSet<>();
    store.setRecovering(false);
    for (int piece = 0; piece < PIECES; piece++) {
      String digits = String.format("%02x", piece);
      // In pieces, so that uploads do not wait for all of it.
      if (!store.read(handle -> HolderTable.unneeded(handle, digits)).isEmpty()) {
        unneeded.addAll(
            store.write(
                inventory -> {
                  Books books = new Books(inventory, true);
                  for (Held held : HolderTable.unneeded(inventory.database(), digits)) {
                    if (!books.isNeeded(held.blob())) {
                      books.drop(held.node(), held.blob());
                    }
                  }
                  return books.unneeded();
                }));
      }
    }
    return unneeded;
  }

  @Override
  public long strikeOut(String node) {
    return store.write(
        inventory -> {
          OrderTable.removeAllOf(inventory.database(), node);
          ReportedTable.remove(inventory.database(), node);
          return inventory.strikeAll(node);
        });
  }
}
