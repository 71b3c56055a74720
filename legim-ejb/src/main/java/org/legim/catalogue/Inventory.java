package org.legim.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.link.DeletionEntry;

/**
 * Records and holders within one transaction: whatever changes them goes through here, so that the
 * log, the tallies and the digests always agree with them.
 */
final class Inventory {

  private final Handle database;
  private final String self;
  private final long epoch;
  private final OpenWrites openWrites;
  private final Set<String> touched;
  private final TallyChanges tallies = new TallyChanges();
  private final Counter log;
  private final Counter orders;

  /**
   * @param self this node's id
   * @param epoch the lowest epoch of the revisions that this node gives
   * @param openWrites the prepared writes that requests wait for
   * @param touched gets the ids whose records change
   */
  Inventory(Handle database, String self, long epoch, OpenWrites openWrites, Set<String> touched) {
    this.database = database;
    this.self = self;
    this.epoch = epoch;
    this.openWrites = openWrites;
    this.touched = touched;
    this.log = new Counter(database, Fact.NEWEST);
    this.orders = new Counter(database, Fact.ORDERED);
  }

  Handle database() {
    return database;
  }

  String self() {
    return self;
  }

  /** The lowest epoch of the revisions that this node gives. */
  long epoch() {
    return epoch;
  }

  OpenWrites openWrites() {
    return openWrites;
  }

  Optional<ImageRecord> image(String id) {
    return ImageTable.find(database, id);
  }

  Optional<DeletionEntry> deletion(String id) {
    return DeletionTable.find(database, id);
  }

  List<String> holders(Sha256 blob) {
    return HolderTable.holders(database, blob);
  }

  boolean holds(String node, Sha256 blob) {
    return HolderTable.holds(database, node, blob);
  }

  Revision nextRevision() {
    return RevisionTable.next(database, epoch);
  }

  long nextOrder() {
    return orders.next();
  }

  /**
   * Stores a record, in the place of the one that is under its id, and of a deletion of it.
   *
   * @param old the record that is there
   * @return the holders of its blob
   */
  List<String> put(ImageRecord image, Optional<ImageRecord> old) {
    old.ifPresent(this::discount);
    List<String> holders = holders(image.sha256());
    holders.forEach(node -> tallies.image(node, image, 1));
    ImageTable.put(
        database, image, holders.contains(self) ? Optional.of(log.next()) : Optional.empty());
    if (old.isEmpty()) {
      DeletionTable.remove(database, image.id());
    }
    touched.add(image.id());
    return holders;
  }

  /**
   * Deletes a record, and remembers that.
   *
   * @param old the record that is there
   */
  void delete(DeletionEntry deletion, Optional<ImageRecord> old) {
    old.ifPresent(this::forget);
    DeletionTable.put(database, deletion, log.next());
  }

  /** Removes a record without a deletion: it is no business of this node any more. */
  void forget(ImageRecord image) {
    discount(image);
    ImageTable.remove(database, image.id());
    touched.add(image.id());
  }

  private void discount(ImageRecord image) {
    holders(image.sha256()).forEach(node -> tallies.image(node, image, -1));
  }

  /** A node holds a blob from now on; returns whether that is news. */
  boolean hold(String node, Sha256 blob, long bytes) {
    Optional<Long> seq = node.equals(self) ? Optional.of(log.next()) : Optional.empty();
    if (!HolderTable.add(database, blob, node, bytes, seq)) {
      seq.ifPresent(number -> HolderTable.log(database, blob, node, number));
      return false;
    }
    tallies.blob(node, blob, 1, bytes);
    ImageTable.of(database, blob).forEach(image -> tallies.image(node, image, 1));
    return true;
  }

  /** A node does not hold a blob any more; returns how long the blob is, if that is news. */
  OptionalLong strike(String node, Sha256 blob) {
    OptionalLong bytes = HolderTable.remove(database, blob, node);
    if (bytes.isPresent()) {
      tallies.blob(node, blob, -1, bytes.getAsLong());
      ImageTable.of(database, blob).forEach(image -> tallies.image(node, image, -1));
    }
    return bytes;
  }

  /** The log goes on without an entry: what this node lost shows in its digest. */
  void logLoss() {
    log.next();
  }

  /** A node does not hold anything any more; returns how many blobs it held. */
  long strikeAll(String node) {
    tallies.forget(node);
    TallyTable.remove(database, node);
    return HolderTable.removeAllOf(database, node);
  }

  /** Whether a node's tally says what a scan has counted. */
  boolean agrees(String node, HoldingScan scan) {
    return digest(node) == scan.digest()
        && TallyTable.find(database, node).equals(Optional.of(scan.tally()));
  }

  /** Counts a node's tally anew; returns whether it was right. */
  boolean recount(String node, HoldingScan scan) {
    tallies.write(database);
    boolean right = TallyTable.digest(database, node) == scan.digest();
    TallyTable.put(database, node, scan.tally(), scan.digest());
    return right;
  }

  /** The digest of all that a node holds. */
  long digest(String node) {
    tallies.write(database);
    return TallyTable.digest(database, node);
  }

  /** Writes what was gathered; the last thing in the transaction. */
  void finish() {
    tallies.write(database);
    log.write();
    orders.write();
  }
}
