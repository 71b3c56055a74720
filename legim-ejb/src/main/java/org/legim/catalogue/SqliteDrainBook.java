package org.legim.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.legim.blob.Sha256;
import org.legim.link.BlobEntry;

/** The gateway's book on drains in its SQLite file. */
final class SqliteDrainBook implements DrainBook {

  static final int ENDED_KEPT = 50;

  private static final int FORGOTTEN_AT_ONCE = 5_000;

  private final Store store;

  SqliteDrainBook(Store store) {
    this.store = store;
  }

  @Override
  public void save(DrainRecord drain) {
    String document = Documents.write(drain);
    store.write(
        inventory -> {
          DrainTable.put(inventory.database(), drain, document);
          return null;
        });
    if (drain.ended() > 0) {
      store.read(handle -> DrainTable.endedBeforeTheLast(handle, ENDED_KEPT)).forEach(this::forget);
    }
  }

  // In pieces, so that uploads do not wait for all of it. The drain comes last: until it is gone,
  // the end of another goes on with it.
  private void forget(String drain) {
    int removed;
    do {
      removed =
          store.write(
              inventory ->
                  HandedOverTable.removeSome(inventory.database(), drain, FORGOTTEN_AT_ONCE));
    } while (removed > 0);
    store.write(
        inventory -> {
          HandedOverTable.removeTally(inventory.database(), drain);
          DrainTable.remove(inventory.database(), drain);
          return null;
        });
  }

  @Override
  public List<DrainRecord> all() {
    return store.read(DrainTable::documents).stream()
        .map(document -> Documents.read(document, DrainRecord.class, "a drain"))
        .toList();
  }

  @Override
  public Set<Sha256> handOver(
      String drain, String node, List<Sha256> blobs, Set<String> staying, int replicas) {
    return store.write(
        inventory -> {
          Books books = new Books(inventory, true);
          Set<Sha256> released = new HashSet<>();
          long count = 0;
          long total = 0;
          for (Sha256 blob : blobs) {
            OptionalLong bytes = books.release(node, blob, staying, replicas);
            if (bytes.isPresent()) {
              released.add(blob);
              if (HandedOverTable.add(inventory.database(), drain, node, blob, bytes.getAsLong())) {
                count++;
                total += bytes.getAsLong();
              }
            }
          }
          if (count > 0) {
            HandedOverTable.addToTally(inventory.database(), drain, node, count, total);
          }
          return released;
        });
  }

  @Override
  public List<BlobEntry> handedOver(String drain, String after, int limit) {
    return store.read(handle -> HandedOverTable.list(handle, drain, after, limit));
  }

  @Override
  public Tally handedOverBy(String drain, String node) {
    return store.read(handle -> HandedOverTable.tally(handle, drain, node));
  }
}
