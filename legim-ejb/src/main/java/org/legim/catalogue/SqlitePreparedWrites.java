package org.legim.catalogue;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.legim.blob.Sha256;
import org.legim.catalogue.PreparedTable.Row;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;

/** The prepared writes in the gateway's SQLite file. */
final class SqlitePreparedWrites implements PreparedWrites {

  private final Store store;
  private final OpenWrites open;
  private final Function<Inventory, Storing> storing;

  /**
   * @param storing how an image gets its record within a transaction
   */
  SqlitePreparedWrites(Store store, Function<Inventory, Storing> storing) {
    this.store = store;
    this.open = store.openWrites();
    this.storing = storing;
  }

  @Override
  public Optional<Stored> repeated(UploadKey key, NewImage image) throws RefusedException {
    return store.change(inventory -> storing.apply(inventory).repeated(key, image));
  }

  @Override
  public PreparedWrite prepareAdd(
      NewImage image, Supplier<String> freshId, Optional<UploadKey> key) {
    try {
      return prepare(
              image.sha256(),
              inventory -> {
                String id = freshId.get();
                while (inventory.image(id).isPresent()
                    || PreparedTable.find(inventory.database(), id).isPresent()) {
                  id = freshId.get();
                }
                ImageRecord record = storing.apply(inventory).next(id, Optional.empty(), image);
                PreparedTable.insert(inventory.database(), Row.of(record));
                return Optional.of(new PreparedWrite(record, key, true));
              })
          .orElseThrow();
    } catch (RefusedException e) {
      throw new IllegalStateException("a change without a condition was refused", e);
    }
  }

  @Override
  public Optional<PreparedWrite> preparePut(String id, NewImage image, WriteCondition condition)
      throws RefusedException {
    return prepare(
        image.sha256(),
        inventory -> {
          Storing.check(condition, id, inventory.image(id));
          Optional<Row> other = PreparedTable.find(inventory.database(), id);
          if (other.stream().anyMatch(row -> open.isOpen(row.revision()))) {
            return Optional.empty();
          }
          // Nobody waits for it any more, and who has it is not known.
          other.ifPresent(row -> new Aborting(books(inventory)).abort(row, Set.of()));
          ImageRecord record = storing.apply(inventory).next(id, inventory.image(id), image);
          PreparedTable.insert(inventory.database(), Row.of(record));
          return Optional.of(new PreparedWrite(record, Optional.empty(), false));
        });
  }

  /** Before the transaction, as from its commit on nobody may drop the blob. */
  private Optional<PreparedWrite> prepare(Sha256 blob, Store.Change<Optional<PreparedWrite>> change)
      throws RefusedException {
    open.pin(blob);
    Optional<PreparedWrite> prepared = Optional.empty();
    try {
      prepared = store.change(change);
      prepared.ifPresent(write -> open.open(write.image().revision()));
      return prepared;
    } finally {
      if (prepared.isEmpty()) {
        open.unpin(blob);
      }
    }
  }

  @Override
  public Optional<Stored> commit(PreparedWrite write) throws RefusedException {
    ImageRecord image = write.image();
    Optional<Stored> stored = store.change(inventory -> commit(inventory, write));
    if (stored.stream().anyMatch(each -> each.image().equals(image))) {
      close(image);
    }
    return stored;
  }

  private Optional<Stored> commit(Inventory inventory, PreparedWrite write)
      throws RefusedException {
    Storing images = storing.apply(inventory);
    ImageRecord image = write.image();
    if (write.key().isPresent()) {
      Optional<Stored> before = images.repeated(write.key().get(), fresh(image));
      if (before.isPresent()) {
        return before;
      }
    }
    Row row = Row.of(image);
    Optional<ImageRecord> present = inventory.image(image.id());
    Aborting aborting = new Aborting(books(inventory));
    if (!aborting.isPrepared(row)
        || aborting.isOutdated(row, present)
        || image.revision().epoch() < inventory.epoch()) {
      return Optional.empty();
    }
    PreparedTable.remove(inventory.database(), image.id());
    write.key().ifPresent(key -> images.bind(key, image));
    return Optional.of(images.put(image, present));
  }

  private static NewImage fresh(ImageRecord image) {
    return new NewImage(
        image.name(), image.type(), image.bytes(), image.size(), image.sha256(), image.replicas());
  }

  @Override
  public Set<Sha256> abort(PreparedWrite write, Set<String> sentTo) {
    // First: it must not keep its own blob.
    close(write.image());
    return store.write(
        inventory -> {
          Books books = books(inventory);
          abort(new Aborting(books), write, sentTo);
          return books.unneeded();
        });
  }

  private static void abort(Aborting aborting, PreparedWrite write, Set<String> sentTo) {
    Row row = Row.of(write.image());
    if (!aborting.isPrepared(row)) {
      return; // a node has reported it meanwhile
    }
    if (sentTo.isEmpty()) {
      aborting.forget(row);
    } else if (write.made() || !aborting.isRecovering()) {
      aborting.abort(row, sentTo);
    }
    // Else what is known of the id may be old, and must not win over what a node has yet to report.
  }

  private void close(ImageRecord image) {
    open.close(image.revision());
    open.unpin(image.sha256());
  }

  private Books books(Inventory inventory) {
    return new Books(inventory, !store.isRecovering());
  }

  @Override
  public boolean isDropping(String node, Sha256 blob) {
    return store.read(
        handle -> OrderTable.isPending(handle, node, OrderTable.Kind.BLOB, blob.hex()));
  }
}
