package org.legim.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.legim.blob.Sha256;

/** Blobs to look at again later; the more often that was in vain, the later. */
final class Postponed {

  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_DOUBLINGS = 6;

  private final LongSupplier nanos;
  private final int most;
  private final Map<Sha256, Entry> entries = new HashMap<>();
  private final PriorityQueue<Entry> queue;

  /**
   * @param most how many blobs to remember
   */
  Postponed(LongSupplier nanos, int most) {
    this.nanos = nanos;
    this.most = most;
    long origin = nanos.getAsLong(); // a monotonic clock may run over: compare distances
    this.queue = new PriorityQueue<>(Comparator.comparingLong((Entry entry) -> entry.due - origin));
  }

  /** Backs off; returns false if there are too many to remember one more. */
  synchronized boolean backOff(Sha256 hash) {
    Entry before = entries.get(hash);
    int failures = before == null ? 0 : before.failures;
    return add(hash, FIRST_NANOS << Math.min(failures, MOST_DOUBLINGS), failures + 1);
  }

  /** Waits a given time; returns false if there are too many to remember one more. */
  synchronized boolean await(Sha256 hash, long time) {
    return add(hash, time, 0);
  }

  private boolean add(Sha256 hash, long time, int failures) {
    if (entries.size() >= most && !entries.containsKey(hash)) {
      return false;
    }
    Entry entry = new Entry(hash, nanos.getAsLong() + time, failures);
    entries.put(hash, entry); // another entry of the hash in the queue does not count any more
    queue.add(entry);
    return true;
  }

  /** It need not be looked at again. */
  synchronized void forget(Sha256 hash) {
    entries.remove(hash);
  }

  /** Those whose time has come; they are remembered for their next failure until forgotten. */
  synchronized List<Sha256> due() {
    List<Sha256> due = new ArrayList<>();
    long now = nanos.getAsLong();
    while (!queue.isEmpty() && now - queue.peek().due >= 0) {
      Entry entry = queue.remove();
      if (entry.equals(entries.get(entry.hash))) {
        due.add(entry.hash);
      }
    }
    return due;
  }

  private record Entry(Sha256 hash, long due, int failures) {}
}
