package org.legim.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/** A catalogue in a SQLite file of the node's own. */
public final class SqliteCatalogue implements Catalogue {

  private static final int CACHED_RECORDS = 20_000;

  private final Database database;
  private final GroupCommit writer;
  private final String node;
  private final Clock clock;
  private final Cache<String, ImageRecord> records;
  private volatile Tally tally = Tally.NONE;

  private SqliteCatalogue(Database database, String node, Clock clock) {
    this.database = database;
    this.node = node;
    this.clock = clock;
    this.writer = new GroupCommit(database.writing(), this::readTally);
    // Maintenance on the calling thread: the common pool would keep an undeployed class loader.
    this.records =
        Caffeine.newBuilder().maximumSize(CACHED_RECORDS).executor(Runnable::run).build();
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
    Database database = Database.open(file, nativeFolder);
    SqliteCatalogue catalogue = new SqliteCatalogue(database, node, clock);
    try {
      catalogue.begin(epoch);
      return catalogue;
    } catch (RuntimeException e) {
      catalogue.close();
      throw e;
    }
  }

  private void begin(long epoch) {
    commit(
        handle -> {
          RevisionTable.begin(handle, epoch);
          return null;
        });
  }

  private void readTally(Handle handle) {
    tally = HoldingTables.tally(handle, node).orElse(Tally.NONE);
  }

  @Override
  public Optional<ImageRecord> find(String id) {
    // The record is loaded inside the cache's own lock of this id, and forgotten inside it after
    // a commit: an old record can therefore not be put back after the new one is committed.
    return Optional.ofNullable(
        records.get(id, key -> query(handle -> ImageTable.find(handle, key).orElse(null))));
  }

  private void forget(String id) {
    records.asMap().compute(id, (key, record) -> null);
  }

  @Override
  public ImagePage list(Listing listing) {
    List<ImageRecord> found =
        query(handle -> ImageTable.list(handle, listing, listing.limit() + 1));
    boolean more = found.size() > listing.limit();
    return new ImagePage(more ? found.subList(0, listing.limit()) : found, more);
  }

  @Override
  public Stored add(NewImage image, Supplier<String> freshId, Optional<UploadKey> key)
      throws RefusedException {
    return writer.commit(
        handle -> {
          Optional<Stored> before =
              key.isPresent() ? repeated(handle, key.get(), image) : Optional.empty();
          if (before.isPresent()) {
            return before.get();
          }
          String id = freshId.get();
          while (ImageTable.find(handle, id).isPresent()) {
            id = freshId.get();
          }
          Stored stored = insert(handle, id, image);
          if (key.isPresent()) {
            var made = new UploadKeyTable.Made(id, image.sha256());
            UploadKeyTable.insert(handle, key.get(), made, clock.instant());
          }
          return stored;
        });
  }

  private static Optional<Stored> repeated(Handle handle, UploadKey key, NewImage image)
      throws RefusedException {
    Optional<UploadKeyTable.Made> made = UploadKeyTable.find(handle, key);
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
        ImageTable.find(handle, made.get().image())
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
    try {
      return writer.commit(
          handle -> {
            Optional<ImageRecord> present = ImageTable.find(handle, id);
            check(condition, id, present);
            return present.isEmpty()
                ? insert(handle, id, image)
                : replace(handle, present.get(), image);
          });
    } finally {
      forget(id);
    }
  }

  private Stored insert(Handle handle, String id, NewImage image) {
    Instant now = now();
    ImageRecord record = record(id, RevisionTable.next(handle), image, now, now);
    ImageTable.insert(handle, record);
    addImage(handle, record);
    return new Stored(record, true, Optional.empty());
  }

  private Stored replace(Handle handle, ImageRecord old, NewImage image) {
    ImageRecord record = record(old.id(), RevisionTable.next(handle), image, old.created(), now());
    ImageTable.update(handle, record);
    addImage(handle, record);
    return new Stored(record, false, removeImage(handle, old));
  }

  @Override
  public Optional<Sha256> delete(String id, WriteCondition condition) throws RefusedException {
    try {
      return writer.commit(
          handle -> {
            ImageRecord present = ImageTable.find(handle, id).orElseThrow(() -> noSuchImage(id));
            check(condition, id, Optional.of(present));
            ImageTable.delete(handle, id, RevisionTable.next(handle), clock.instant());
            return removeImage(handle, present);
          });
    } finally {
      forget(id);
    }
  }

  /** One more image of this node, and its blob if that is new here. */
  private void addImage(Handle handle, ImageRecord image) {
    boolean newBlob = HoldingTables.addHolder(handle, image.sha256(), node);
    HoldingTables.addToTally(handle, node, 1, newBlob ? 1 : 0, newBlob ? image.bytes() : 0);
  }

  /** One image less, and its blob if no other image needs it: that one is returned. */
  private Optional<Sha256> removeImage(Handle handle, ImageRecord image) {
    boolean unneeded = !ImageTable.needs(handle, image.sha256());
    if (unneeded) {
      HoldingTables.removeHolders(handle, image.sha256());
    }
    HoldingTables.addToTally(handle, node, -1, unneeded ? -1 : 0, unneeded ? -image.bytes() : 0);
    return unneeded ? Optional.of(image.sha256()) : Optional.empty();
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

  private static RefusedException noSuchImage(String id) {
    return new RefusedException(Refusal.NO_SUCH_IMAGE, "There is no image " + id + ".");
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
        modified);
  }

  // As precise as the database keeps it, so that the record returned equals the one read later.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public boolean needs(Sha256 hash) {
    return query(handle -> ImageTable.needs(handle, hash));
  }

  @Override
  public Set<Sha256> needed(String digits) {
    return query(handle -> ImageTable.needed(handle, digits));
  }

  @Override
  public List<String> holders(Sha256 hash) {
    return query(handle -> HoldingTables.holders(handle, hash));
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public int forgetUploadKeys(Duration age) {
    Instant than = clock.instant().minus(age);
    return commit(handle -> UploadKeyTable.deleteOlder(handle, than));
  }

  /** Commits a change that never refuses. */
  private <T> T commit(Function<Handle, T> change) {
    try {
      return writer.commit(change::apply);
    } catch (RefusedException e) {
      throw new IllegalStateException("a change without a condition was refused", e);
    }
  }

  private <T> T query(Function<Handle, T> question) {
    try {
      return database.reading().withHandle(question::apply);
    } catch (RuntimeException e) {
      throw Database.failure("the catalogue cannot be read", e);
    }
  }

  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
