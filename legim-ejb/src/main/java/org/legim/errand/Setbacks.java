package org.legim.errand;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.legim.blob.Sha256;

/** What went wrong lately, so that it is not tried again in the same way at once. */
public final class Setbacks {

  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanos;
  private final Map<Sha256, Blob> blobs = new HashMap<>();
  private final Map<String, Long> full = new HashMap<>();

  public Setbacks(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A blob did not reach a node. */
  public synchronized void failed(Sha256 blob, String receiver) {
    Blob known = blobs.computeIfAbsent(blob, key -> new Blob());
    known.receivers.add(receiver);
    known.wait = known.wait == 0 ? FIRST_NANOS : Math.min(MOST_NANOS, 2 * known.wait);
    known.since = nanos.getAsLong();
  }

  /** A node has less room than was thought. */
  public synchronized void full(String receiver) {
    full.put(receiver, nanos.getAsLong());
  }

  /** Whether a blob had better be tried later. */
  public synchronized boolean isWaiting(Sha256 blob) {
    Blob known = blobs.get(blob);
    return known != null && nanos.getAsLong() - known.since < known.wait;
  }

  /** The nodes that a blob did not reach. */
  public synchronized Set<String> receivers(Sha256 blob) {
    Blob known = blobs.get(blob);
    return known == null ? Set.of() : Set.copyOf(known.receivers);
  }

  /** Whether a node has said lately that it has no room. */
  public synchronized boolean isFull(String receiver) {
    Long since = full.get(receiver);
    return since != null && nanos.getAsLong() - since < MOST_NANOS;
  }

  /** A blob has reached a node. */
  public synchronized void forget(Sha256 blob) {
    blobs.remove(blob);
  }

  /** All drains have ended. */
  public synchronized void clear() {
    blobs.clear();
    full.clear();
  }

  private static final class Blob {
    private final Set<String> receivers = new HashSet<>();
    private long wait;
    private long since;
  }
}
