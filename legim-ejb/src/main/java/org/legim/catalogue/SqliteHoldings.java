package org.legim.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;
import org.legim.link.HeldListing;
import org.legim.link.ImageEntry;
import org.legim.link.Order;

/** The holdings in the node's SQLite file. */
final class SqliteHoldings implements Holdings {

  private static final Logger LOG = Logger.getLogger(SqliteHoldings.class.getName());

  private final Store store;
  private final String node;

  SqliteHoldings(Store store) {
    this.store = store;
    this.node = store.node();
  }

  @Override
  public boolean holds(Sha256 blob) {
    return store.read(handle -> HolderTable.holds(handle, node, blob));
  }

  @Override
  public Set<Sha256> held(String digits) {
    return store.read(handle -> HolderTable.held(handle, node, digits));
  }

  @Override
  public HoldingState state() {
    Map<String, String> facts = store.read(this::facts);
    return new HoldingState(
        facts.get(Fact.LOG.name()),
        Long.parseLong(facts.getOrDefault(Fact.NEWEST.name(), "0")),
        Long.parseLong(facts.getOrDefault("digest", "0")),
        Optional.ofNullable(facts.get(Fact.TREE.name())),
        Optional.ofNullable(facts.get(Fact.FOLLOWS.name())),
        Long.parseLong(facts.getOrDefault(Fact.APPLIED.name(), "0")),
        new Revision(Long.parseLong(facts.get("epoch")), Long.parseLong(facts.get("counter"))));
  }

  // One statement: outside of a transaction, only that sees one moment.
  private Map<String, String> facts(Handle handle) {
    Map<String, String> facts = new HashMap<>();
    handle
        .createQuery(
            "select fact, value from state"
                + " union all select 'digest', cast(digest as text) from tally where node = :node"
                + " union all select 'epoch', cast(epoch as text) from revision"
                + " union all select 'counter', cast(counter as text) from revision")
        .bind("node", node)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
    return facts;
  }

  @Override
  public boolean keep(ImageEntry image) {
    return keepAll(List.of(image)).isEmpty();
  }

  @Override
  public Set<Sha256> keepAll(List<ImageEntry> images) {
    return store.write(
        inventory -> {
          Received received = new Received(inventory);
          Set<Sha256> unneeded = new HashSet<>();
          for (ImageEntry entry : images) {
            ImageRecord image = ImageRecord.of(entry);
            if (!received.keep(image)) {
              unneeded.add(image.sha256());
            }
          }
          return unneeded;
        });
  }

  @Override
  public Changes changes(long after, int limit) {
    return store.read(handle -> changes(handle, after, limit));
  }

  // The end first: what changes meanwhile gets a number beyond it, and comes with a later call.
  private Changes changes(Handle handle, long after, int limit) {
    long newest = StateTable.number(handle, Fact.NEWEST);
    long upTo = LogTables.numberAfter(handle, after, limit).orElse(newest);
    return new Changes(
        upTo,
        upTo == newest,
        HolderTable.changed(handle, after, upTo),
        ImageTable.changed(handle, node, after, upTo).stream().map(ImageRecord::entry).toList(),
        DeletionTable.changed(handle, after, upTo));
  }

  @Override
  public long[] digests() {
    HoldingScan scan = store.read(handle -> HoldingScan.of(handle, node));
    if (scan.digest() != store.read(handle -> TallyTable.digest(handle, node))) {
      // Something changed meanwhile, or the tally is wrong: only counting can tell.
      return store.write(this::recount).digests();
    }
    return scan.digests();
  }

  private HoldingScan recount(Inventory inventory) {
    HoldingScan scan = HoldingScan.of(inventory.database(), node);
    if (!inventory.recount(node, scan)) {
      LOG.log(Level.WARNING, "the tally of this node was wrong and is corrected");
    }
    return scan;
  }

  @Override
  public HeldListing listing(String prefix) {
    // Records first: a blob that is listed without its record only costs an order.
    List<ImageEntry> images =
        store.read(handle -> ImageTable.held(handle, node, prefix)).stream()
            .map(ImageRecord::entry)
            .toList();
    List<BlobEntry> blobs = store.read(handle -> HolderTable.listed(handle, node, prefix));
    return new HeldListing(prefix, blobs, images);
  }

  @Override
  public Set<Sha256> apply(String stream, List<Order> orders) {
    return store.write(inventory -> new Received(inventory).apply(stream, orders));
  }

  @Override
  public boolean lost(Sha256 blob) {
    return store.write(inventory -> new Received(inventory).lose(blob));
  }

  @Override
  public void found(List<BlobEntry> blobs) {
    store.write(
        inventory -> {
          blobs.forEach(blob -> inventory.hold(node, new Sha256(blob.sha256()), blob.bytes()));
          return null;
        });
  }

  @Override
  public boolean isRestored() {
    return store.read(handle -> StateTable.find(handle, Fact.RESTORED)).isPresent();
  }

  @Override
  public void matchDisk(List<BlobEntry> found, List<Sha256> missing) {
    store.write(
        inventory -> {
          // A gateway knows records of blobs that others hold, a member only those of its own.
          boolean member = StateTable.find(inventory.database(), Fact.SETTLED).isPresent();
          for (Sha256 blob : missing) {
            if (member) {
              ImageTable.of(inventory.database(), blob).forEach(inventory::forget);
            }
            inventory.strike(node, blob);
          }
          found.forEach(blob -> inventory.hold(node, new Sha256(blob.sha256()), blob.bytes()));
          StateTable.remove(inventory.database(), Fact.RESTORED);
          return null;
        });
  }

  @Override
  public void belongTo(String tree) {
    boolean settled =
        store.read(
            handle ->
                StateTable.find(handle, Fact.SETTLED).isPresent()
                    && StateTable.find(handle, Fact.TREE).equals(Optional.of(tree)));
    if (!settled) {
      store.write(
          inventory -> {
            new Received(inventory).belongTo(tree);
            return null;
          });
      store.forgetAll();
    }
  }
}
