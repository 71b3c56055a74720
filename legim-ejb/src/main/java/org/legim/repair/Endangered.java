package org.legim.repair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.legim.blob.Sha256;

/** Blobs that need another copy, those with the fewest copies first; only so many of them. */
final class Endangered {

  private final int most;
  private final TreeMap<Integer, Map<Sha256, Candidate>> byCopies = new TreeMap<>();
  private final Map<Sha256, Candidate> all = new LinkedHashMap<>();
  private long bytes;
  private boolean leftOut;

  /**
   * @param most how many to remember
   */
  Endangered(int most) {
    this.most = most;
  }

  /** Remembers a blob, unless there are enough that are off worse. */
  void offer(Candidate candidate) {
    remove(candidate.blob());
    if (all.size() >= most) {
      leftOut = true;
      if (byCopies.lastKey() <= candidate.copies()) {
        return;
      }
      remove(byCopies.lastEntry().getValue().keySet().iterator().next());
    }
    all.put(candidate.blob(), candidate);
    byCopies
        .computeIfAbsent(candidate.copies(), key -> new LinkedHashMap<>())
        .put(candidate.blob(), candidate);
    bytes += candidate.bytes();
  }

  void remove(Sha256 blob) {
    Candidate known = all.remove(blob);
    if (known != null) {
      bytes -= known.bytes();
      byCopies.computeIfPresent(
          known.copies(),
          (key, blobs) -> {
            blobs.remove(blob);
            return blobs.isEmpty() ? null : blobs;
          });
    }
  }

  /** All that are remembered, as they are now, those that are off worst first. */
  List<Candidate> inOrder() {
    List<Candidate> ordered = new ArrayList<>(all.size());
    byCopies.values().forEach(blobs -> ordered.addAll(blobs.values()));
    return ordered;
  }

  void clear() {
    all.clear();
    byCopies.clear();
    bytes = 0;
    leftOut = false;
  }

  int size() {
    return all.size();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** How long they are together. */
  long bytes() {
    return bytes;
  }

  /** Whether some did not fit in since the last {@link #clear}. */
  boolean isAnyLeftOut() {
    return leftOut;
  }
}
