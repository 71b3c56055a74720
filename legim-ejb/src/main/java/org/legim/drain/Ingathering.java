package org.legim.drain;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.NoRoomException;
import org.legim.blob.Sha256;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.ImagePage;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Listing;
import org.legim.link.ImageEntry;
import org.legim.route.OpenImage;

/**
 * Copies what only other nodes hold to the gateway's own disk, several blobs at once, as far as
 * there is room. Thread-safe.
 */
final class Ingathering {

  private static final Logger LOG = Logger.getLogger(TreeStop.class.getName());
  private static final int PARALLEL = 8;
  private static final int PAGE = 500;

  private final TreeStop.Site site;
  private final Executor executor;
  private final LongSupplier nanos;
  private final Deque<ImageRecord> waiting = new ArrayDeque<>(); // under the lock, as all below
  private final Set<Sha256> seen = new HashSet<>();
  private String after = "";
  private boolean allListed;
  private boolean cut;
  private boolean begun;
  private int workers;
  private long copied;
  private long copiedBytes;
  private long left;
  private long leftBytes;
  private volatile long progressAt;

  /**
   * @param executor waits for other nodes
   * @param nanos a monotonic clock
   */
  Ingathering(TreeStop.Site site, Executor executor, LongSupplier nanos) {
    this.site = site;
    this.executor = executor;
    this.nanos = nanos;
    this.progressAt = nanos.getAsLong();
  }

  /** Begins. */
  void start() {
    synchronized (this) {
      begun = true;
      workers = PARALLEL;
    }
    for (int i = 0; i < PARALLEL; i++) {
      try {
        executor.execute(this::work);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "nothing is copied now: the node stops", e);
        ended();
      }
    }
  }

  /** Begins no blob any more. */
  synchronized void cut() {
    cut = true;
  }

  /** Whether no blob is under way, and none will be. */
  synchronized boolean isOver() {
    return begun && workers == 0;
  }

  /** When the last bytes came. */
  long progressAt() {
    return progressAt;
  }

  /** What has come of it, for the operator. */
  synchronized String summary() {
    String rest = cut ? "; it was cut short, and the other images stay where they are only" : "";
    return "%d blobs (%d bytes) that only other nodes held were copied, %d (%d bytes) could not be%s"
        .formatted(copied, copiedBytes, left, leftBytes, rest);
  }

  private synchronized void ended() {
    workers--;
  }

  private void work() {
    try {
      for (Optional<ImageRecord> next = next(); next.isPresent(); next = next()) {
        copy(next.get());
      }
    } catch (CatalogueException e) {
      LOG.log(Level.WARNING, "the images that only other nodes hold cannot be listed", e);
      cut();
    } finally {
      ended();
    }
  }

  private synchronized Optional<ImageRecord> next() {
    while (!cut) {
      ImageRecord image = waiting.poll();
      if (image != null) {
        if (seen.add(image.sha256())) {
          return Optional.of(image);
        }
      } else if (allListed) {
        break;
      } else {
        list();
      }
    }
    return Optional.empty();
  }

  private void list() {
    ImagePage page = site.catalogue().list(new Listing(PAGE, after, "", Optional.empty()));
    List<ImageRecord> images = page.images();
    allListed = !page.more() || images.isEmpty();
    if (!images.isEmpty()) {
      after = images.get(images.size() - 1).id();
    }
    images.stream().filter(image -> !isHere(image)).forEach(waiting::add);
    progressAt = nanos.getAsLong();
  }

  private boolean isHere(ImageRecord image) {
    return site.catalogue().holders(image.sha256()).contains(site.self());
  }

  private void copy(ImageRecord image) {
    try (OpenImage open = site.reads().open(image).orElse(null)) {
      // It may have been deleted, or replaced by one that is here, since it was listed.
      if (open != null && !isHere(open.record())) {
        copy(open);
        count(true, open.record().bytes());
      }
    } catch (NoRoomException e) {
      LOG.log(Level.FINE, e, () -> "no room for image " + image.id());
      count(false, image.bytes());
    } catch (IOException | CatalogueException e) {
      LOG.log(
          Level.INFO,
          "image {0} could not be copied to this node: {1}",
          new Object[] {image.id(), e.getMessage()});
      count(false, image.bytes());
    }
  }

  private void copy(OpenImage open) throws IOException {
    Blob blob = open.blob();
    try (Incoming incoming = site.blobs().receive(OptionalLong.of(blob.bytes()))) {
      blob.copy(0, blob.bytes(), into(incoming));
      if (!incoming.finish().equals(blob.hash())) {
        throw new IOException("blob " + blob.hash() + " came with the hash " + incoming.hash());
      }
      keep(incoming, open.record().entry());
    }
  }

  // The records are here already, and may change at any moment: only the blob is new.
  private void keep(Incoming incoming, ImageEntry image) throws IOException {
    boolean recorded = false;
    BlobStore.Hold hold = site.blobs().keep(incoming);
    try {
      recorded = site.catalogue().holdings().keep(image);
    } finally {
      hold.close();
      if (!recorded) {
        site.reclaim().accept(incoming.hash());
      }
    }
  }

  private OutputStream into(Incoming incoming) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        incoming.write(buffer, offset, length);
        progressAt = nanos.getAsLong();
      }
    };
  }

  private synchronized void count(boolean here, long bytes) {
    if (here) {
      copied++;
      copiedBytes += bytes;
    } else {
      left++;
      leftBytes += bytes;
    }
    progressAt = nanos.getAsLong();
  }
}
