package org.legim.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.Closeable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.legim.image.RefusedException;

/**
 * How all parts of a catalogue read and write: through one writer, and with a cache of records that
 * never lags behind what was committed.
 */
final class Store implements Closeable {

  private static final int CACHED_RECORDS = 20_000;

  /** A change of the inventory; see {@link GroupCommit.Change}. */
  @FunctionalInterface
  interface Change<T> {
    T apply(Inventory inventory) throws RefusedException;
  }

  private final Database database;
  private final GroupCommit writer;
  private final String node;
  private final Cache<String, ImageRecord> records;
  private final OpenWrites openWrites = new OpenWrites();
  private volatile long epoch;
  private volatile boolean recovering;
  private volatile Tally tally = Tally.NONE;

  Store(Database database, String node, long epoch) {
    this.database = database;
    this.node = node;
    this.epoch = epoch;
    this.writer = new GroupCommit(database.writing(), this::readTally);
    // Maintenance on the calling thread: the common pool would keep an undeployed class loader.
    this.records =
        Caffeine.newBuilder().maximumSize(CACHED_RECORDS).executor(Runnable::run).build();
  }

  private void readTally(Handle handle) {
    tally = TallyTable.find(handle, node).orElse(Tally.NONE);
  }

  /** The id of the node whose store it is. */
  String node() {
    return node;
  }

  /** What the node holds. */
  Tally tally() {
    return tally;
  }

  /** Revisions are given in this epoch from now on, if it is higher. */
  void raiseEpoch(long to) {
    epoch = Math.max(epoch, to);
  }

  /** Whether the gateway knows that it does not know all: then nothing is dropped. */
  boolean isRecovering() {
    return recovering;
  }

  void setRecovering(boolean now) {
    recovering = now;
  }

  /** The prepared writes that requests wait for. */
  OpenWrites openWrites() {
    return openWrites;
  }

  /** The record under an id. */
  Optional<ImageRecord> find(String id) {
    // The record is loaded inside the cache's own lock of this id, and forgotten inside it after
    // a commit: an old record can therefore not be put back after the new one is committed.
    return Optional.ofNullable(
        records.get(id, key -> read(handle -> ImageTable.find(handle, key).orElse(null))));
  }

  private void forget(String id) {
    records.asMap().compute(id, (key, record) -> null);
  }

  /** Forgets all records, after a change that touched too many to name. */
  void forgetAll() {
    Set.copyOf(records.asMap().keySet()).forEach(this::forget);
  }

  /** Commits a change. */
  <T> T change(Change<T> change) throws RefusedException {
    Set<String> touched = new HashSet<>();
    try {
      return writer.commit(
          handle -> {
            Inventory inventory = new Inventory(handle, node, epoch, openWrites, touched);
            T result = change.apply(inventory);
            inventory.finish();
            return result;
          });
    } finally {
      touched.forEach(this::forget);
    }
  }

  /** Commits a change that never refuses. */
  <T> T write(Function<Inventory, T> change) {
    try {
      return change(change::apply);
    } catch (RefusedException e) {
      throw new IllegalStateException("a change without a condition was refused", e);
    }
  }

  /** Answers a question. */
  <T> T read(Function<Handle, T> question) {
    try {
      return database.reading().withHandle(question::apply);
    } catch (RuntimeException e) {
      throw Database.failure("the catalogue cannot be read", e);
    }
  }

  /** Whether no change can be made any more, though nobody has closed it. */
  boolean isBroken() {
    return writer.isBroken();
  }

  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
