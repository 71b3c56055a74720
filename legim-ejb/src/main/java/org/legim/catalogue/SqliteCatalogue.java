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
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;
import org.legim.link.DeletionEntry;

/** A catalogue in a SQLite file of the node's own. */
public final class SqliteCatalogue implements Catalogue {

  private final Store store;
  private final String node;
  private final Clock clock;
  private final Holdings holdings;
  private final Ledger ledger;
  private final DrainBook drains;
  private final Rosters rosters;

  private SqliteCatalogue(Store store, Clock clock) {
    this.store = store;
    this.node = store.node();
    this.clock = clock;
    this.holdings = new SqliteHoldings(store);
    this.ledger = new SqliteLedger(store, store.read(RevisionTable::highest));
    this.drains = new SqliteDrainBook(store);
    this.rosters = new SqliteRosters(store);
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
          Optional<Stored> before =
              key.isPresent() ? repeated(inventory, key.get(), image) : Optional.empty();
          if (before.isPresent()) {
            return before.get();
          }
          String id = freshId.get();
          while (inventory.image(id).isPresent()) {
            id = freshId.get();
          }
          Stored stored = put(inventory, id, Optional.empty(), image);
          if (key.isPresent()) {
            var made = new UploadKeyTable.Made(id, image.sha256());
            UploadKeyTable.insert(inventory.database(), key.get(), made, clock.instant());
          }
          return stored;
        });
  }

  private static Optional<Stored> repeated(Inventory inventory, UploadKey key, NewImage image)
      throws RefusedException {
    Optional<UploadKeyTable.Made> made = UploadKeyTable.find(inventory.database(), key);
    if (made.isEmpty()) {
      return Optional.empty();
    }
    if (!made.get().sha256().equals(image.sha256())) {
      throw new RefusedException(
          Refusal.KEY_REUSED,
          "The Idempotency-Key \""
              + key.key()
              + "\" was used for other bytes; use a new key for a new upload.");
    }
    ImageRecord present =
        inventory
            .image(made.get().image())
            .filter(record -> record.sha256().equals(image.sha256()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.KEY_OUTLIVED,
                        "The upload with Idempotency-Key \""
                            + key.key()
                            + "\" made the image "
                            + made.get().image()
                            + ", which has been deleted or replaced since; use a new key to store"
                            + " it again."));
    return Optional.of(new Stored(present, true, Optional.empty()));
  }

  @Override
  public Stored put(String id, NewImage image, WriteCondition condition) throws RefusedException {
    return store.change(
        inventory -> {
          Optional<ImageRecord> present = inventory.image(id);
          check(condition, id, present);
          return put(inventory, id, present, image);
        });
  }

  /** The blob is on this node's own disk. */
  private Stored put(
      Inventory inventory, String id, Optional<ImageRecord> present, NewImage image) {
    Instant now = now();
    Instant created = present.map(ImageRecord::created).orElse(now);
    ImageRecord record = record(id, inventory.nextRevision(), image, created, now);
    Books books = new Books(inventory, !store.isRecovering());
    inventory.hold(node, image.sha256(), image.bytes());
    books.put(record, present, "");
    return new Stored(record, present.isEmpty(), books.unneeded().stream().findAny());
  }

  @Override
  public Optional<Sha256> delete(String id, WriteCondition condition) throws RefusedException {
    return store.change(
        inventory -> {
          Optional<ImageRecord> present = inventory.image(id);
          if (present.isEmpty()) {
            throw RefusedException.noSuchImage(id);
          }
          check(condition, id, present);
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

  private static void check(WriteCondition condition, String id, Optional<ImageRecord> present)
      throws RefusedException {
    Optional<String> tag = present.map(record -> record.sha256().hex());
    if (!condition.holds(tag)) {
      throw new RefusedException(
          Refusal.CONDITION_FAILED,
          tag.map(hash -> "The image " + id + " exists, with the ETag \"" + hash + "\".")
              .orElse("There is no image " + id + "."));
    }
  }

  private static ImageRecord record(
      String id, Revision revision, NewImage image, Instant created, Instant modified) {
    return new ImageRecord(
        id,
        revision,
        image.name(),
        image.type(),
        image.bytes(),
        image.size(),
        image.sha256(),
        created,
        modified,
        image.replicas());
  }

  // As precise as the database keeps it, so that the record returned equals the one read later.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
  public void close() {
    store.close();
  }
}
