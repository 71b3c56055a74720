package org.legim.catalogue;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.legim.blob.Sha256;

/** What a transaction changes in the tallies, written once at its end. */
final class TallyChanges {

  private final Map<String, Change> changes = new HashMap<>();

  void blob(String node, Sha256 blob, int more, long bytes) {
    Change change = of(node);
    change.blobs += more;
    change.bytes += more * bytes;
    change.digest ^= Digests.of(blob);
  }

  void image(String node, ImageRecord image, int more) {
    Change change = of(node);
    change.images += more;
    change.digest ^= Digests.of(image);
  }

  /** Forgets a node: its tally is made anew. */
  void forget(String node) {
    changes.remove(node);
  }

  private Change of(String node) {
    return changes.computeIfAbsent(node, key -> new Change());
  }

  void write(Handle database) {
    changes.forEach(
        (node, change) ->
            TallyTable.add(
                database,
                node,
                new Tally(change.images, change.blobs, change.bytes),
                change.digest));
    changes.clear();
  }

  private static final class Change {
    private long images;
    private long blobs;
    private long bytes;
    private long digest;
  }
}
