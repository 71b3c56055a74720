package org.legim.flow;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.Holdings;

/**
 * Removes blobs that the node does not hold for the tree any more, in the background.
 *
 * <p>What a deletion, a release or an order leaves is offered and removed soon; what a crash left
 * between a blob and its record is found by a sweep over the whole disk. Both ask the catalogue
 * again under the blob's lock, so that an upload of the same bytes at the same moment is not lost.
 */
public final class Reclaim implements Closeable {

  private static final Logger LOG = Logger.getLogger(Reclaim.class.getName());

  /** A sweep rests this many times as long as it works: requests come first. */
  private static final int REST_FACTOR = 4;

  /** How long after a blob was found held it is tried again; a hold lasts as long as a commit. */
  private static final long RETRY_MS = 50;

  private final BlobStore blobs;
  private final Holdings holdings;
  private final ScheduledExecutorService removals;
  private volatile boolean hurried;
  private volatile boolean closed;

  /** Reclaims the blobs of a store that the holdings of a catalogue do not list. */
  public Reclaim(BlobStore blobs, Catalogue catalogue) {
    this(
        blobs,
        catalogue,
        Executors.newSingleThreadScheduledExecutor(Daemons.named("legim-reclaim")));
  }

  /**
   * @param removals removes blobs, one after the other; shut down by {@link #close}
   */
  public Reclaim(BlobStore blobs, Catalogue catalogue, ScheduledExecutorService removals) {
    this.blobs = blobs;
    this.holdings = catalogue.holdings();
    this.removals = removals;
  }

  /** Removes a blob soon, unless the node holds it by then. */
  public void offer(Sha256 hash) {
    offer(hash, 0);
  }

  private void offer(Sha256 hash, long delayMillis) {
    try {
      removals.schedule(() -> removeQuietly(hash), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "{0} is left to the sweep of the next start: the node stops", hash);
    }
  }

  private void removeQuietly(Sha256 hash) {
    try {
      // Still held by the upload whose image has been deleted already: nobody else will offer it.
      if (!remove(hash) && !holdings.holds(hash)) {
        offer(hash, RETRY_MS);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "blob " + hash + " could not be removed; a later sweep will", e);
    }
  }

  private boolean remove(Sha256 hash) throws IOException {
    return blobs.remove(hash, () -> !holdings.holds(hash));
  }

  /**
   * Looks through all blobs and removes those that the node does not hold. Takes its time.
   *
   * @return how many were removed
   */
  public int sweep() throws IOException {
    Sweep sweep = new Sweep();
    blobs.visit(sweep::batch);
    return sweep.removed;
  }

  /** From now on a sweep takes no rests: there are no requests that it would hold up. */
  public void hurry() {
    hurried = true;
  }

  @Override
  public void close() {
    closed = true;
    removals.shutdown();
    try {
      if (!removals.awaitTermination(10, TimeUnit.SECONDS)) {
        removals.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Sweep {
    private int removed;

    void batch(String digits, List<Sha256> batch) throws IOException {
      if (closed || batch.isEmpty()) {
        return;
      }
      long begin = System.nanoTime();
      Set<Sha256> held = holdings.held(digits);
      for (Sha256 hash : batch) {
        if (!closed && !held.contains(hash) && remove(hash)) {
          removed++;
        }
      }
      if (!hurried) {
        LockSupport.parkNanos(REST_FACTOR * (System.nanoTime() - begin));
      }
    }
  }
}
