package org.legim.catalogue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.legim.blob.Sha256;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;
import org.legim.link.DeletionEntry;

/** A catalogue in a SQLite file of the node's own. */
public final class SqliteCatalogue implements Catalogue {

  private final Store store;
  private final Clock clock;
  private final Holdings holdings;
  private final Ledger ledger;
  private final DrainBook drains;
  private final Rosters rosters;
  private final PreparedWrites prepared;

  private SqliteCatalogue(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.holdings = new SqliteHoldings(store);
    this.ledger = new SqliteLedger(store, store.read(RevisionTable::highest));
    this.drains = new SqliteDrainBook(store);
    this.rosters = new SqliteRosters(store);
    this.prepared = new SqlitePreparedWrites(store, this::storing);
  }

  /**
   * Opens the catalogue of a node, creating or migrating its file.
   *
   * @param file the SQLite file
   * @param nativeFolder where SQLite's native library may be unpacked and executed
   * @param node the id of the node whose catalogue it is
   * @param epoch the highest epoch that the node has seen
   * @throws CatalogueException if it cannot be opened
   */
  public static SqliteCatalogue open(
      Path file, Path nativeFolder, String node, long epoch, Clock clock) {
    Store store = new Store(Database.open(file, nativeFolder), node, epoch);
    try {
      store.write(
          inventory -> {
            new Opening(inventory.database()).complete(epoch);
            return null;
          });
      return new SqliteCatalogue(store, clock);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public Optional<ImageRecord> find(String id) {
    return store.find(id);
  }

  @Override
  public ImagePage list(Listing listing) {
    List<ImageRecord> found =
        store.read(handle -> ImageTable.list(handle, listing, listing.limit() + 1));
    boolean more = found.size() > listing.limit();
    return new ImagePage(more ? found.subList(0, listing.limit()) : found, more);
  }

  @Override
  public Stored add(NewImage image, Supplier<String> freshId, Optional<UploadKey> key)
      throws RefusedException {
    return store.change(
        inventory -> {
          Storing storing = storing(inventory);
          Optional<Stored> before =
              key.isPresent() ? storing.repeated(key.get(), image) : Optional.empty();
          if (before.isPresent()) {
            return before.get();
          }
          String id = freshId.get();
          while (inventory.image(id).isPresent()) {
            id = freshId.get();
          }
          ImageRecord record = storing.next(id, Optional.empty(), image);
          key.ifPresent(each -> storing.bind(each, record));
          return storing.put(record, Optional.empty());
        });
  }

  @Override
  public Stored put(String id, NewImage image, WriteCondition condition) throws RefusedException {
    return store.change(
        inventory -> {
          Optional<ImageRecord> present = inventory.image(id);
          Storing.check(condition, id, present);
          Storing storing = storing(inventory);
          return storing.put(storing.next(id, present, image), present);
        });
  }

  private Storing storing(Inventory inventory) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Storing(inventory, !store.isRecovering(), now);
  }

  @Override
  public Optional<Sha256> delete(String id, WriteCondition condition) throws RefusedException {
    return store.change(
        inventory -> {
          Optional<ImageRecord> present = inventory.image(id);
          if (present.isEmpty()) {
            throw RefusedException.noSuchImage(id);
          }
          Storing.check(condition, id, present);
          Revision revision = inventory.nextRevision();
          Books books = new Books(inventory, !store.isRecovering());
          books.delete(
              new DeletionEntry(
                  id, revision.epoch(), revision.counter(), clock.instant().toEpochMilli()),
              present,
              "");
          return books.unneeded().stream().findAny();
        });
  }

  @Override
  public List<String> holders(Sha256 hash) {
    return store.read(handle -> HolderTable.holders(handle, hash));
  }

  @Override
  public Tally tally() {
    return store.tally();
  }

  @Override
  public int forgetUploadKeys(Duration age) {
    Instant than = clock.instant().minus(age);
    return store.write(inventory -> UploadKeyTable.deleteOlder(inventory.database(), than));
  }

  @Override
  public Holdings holdings() {
    return holdings;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public DrainBook drains() {
    return drains;
  }

  @Override
  public Rosters rosters() {
    return rosters;
  }

  @Override
  public PreparedWrites prepared() {
    return prepared;
  }

  @Override
  public boolean isBroken() {
    return store.isBroken();
  }

  @Override
  public void close() {
    store.close();
  }
}
