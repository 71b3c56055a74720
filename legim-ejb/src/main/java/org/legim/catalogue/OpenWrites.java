package org.legim.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.legim.blob.Sha256;

/**
 * The prepared writes that a request of this process still waits for, and their blobs, which are
 * needed though no image says so. Thread-safe.
 */
final class OpenWrites {

  private final Map<Sha256, Integer> blobs = new HashMap<>();
  private final Map<Revision, Set<String>> claimants = new HashMap<>();

  /** A blob is needed from now on, and before its write is prepared, until {@link #unpin}. */
  synchronized void pin(Sha256 blob) {
    blobs.merge(blob, 1, Integer::sum);
  }

  synchronized void unpin(Sha256 blob) {
    blobs.computeIfPresent(blob, (key, count) -> count == 1 ? null : count - 1);
  }

  synchronized boolean needs(Sha256 blob) {
    return blobs.containsKey(blob);
  }

  /** A write is waited for once it is in the table. */
  synchronized void open(Revision revision) {
    claimants.put(revision, new HashSet<>());
  }

  synchronized void close(Revision revision) {
    claimants.remove(revision);
  }

  synchronized boolean isOpen(Revision revision) {
    return claimants.containsKey(revision);
  }

  /** A node says that it has the write. */
  synchronized void claimed(Revision revision, String node) {
    claimants.computeIfPresent(
        revision,
        (key, nodes) -> {
          nodes.add(node);
          return nodes;
        });
  }

  /** Whether the node has said of a write that is still open that it has it. */
  synchronized boolean isClaimant(String node) {
    return claimants.values().stream().anyMatch(nodes -> nodes.contains(node));
  }
}
