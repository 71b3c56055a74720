package org.legim.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.BlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.NoRoomException;
import org.legim.blob.Sha256;
import org.legim.catalogue.CatalogueException;
import org.legim.config.KillPoint;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Receipt;

/**
 * The blobs of one request on their way to the disk: read one after the other, forced several at
 * once, recorded together. One thread reads.
 *
 * <p>Until this is closed, what is on the disk is held, and the room of what is not recorded yet is
 * claimed.
 */
final class Arrivals implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Arrivals.class.getName());

  /** So many files are open at most. */
  private static final int MOST_AT_ONCE = 16;

  private final BlobReceipt.Site site;
  private final List<CompletableFuture<Arrival>> arrivals = new ArrayList<>();
  private boolean recorded;

  Arrivals(BlobReceipt.Site site) {
    this.site = site;
  }

  /**
   * A blob that has come.
   *
   * @param release lets go of the blob and of the room that was claimed for it
   */
  private record Arrival(ImageEntry image, Receipt receipt, Runnable release) {

    static Arrival kept(ImageEntry image, Runnable release) {
      return new Arrival(image, new Receipt(image.sha256(), Result.SENT, null), release);
    }

    static Arrival not(ImageEntry image, Result why, String detail) {
      return new Arrival(image, new Receipt(image.sha256(), why, detail), () -> {});
    }

    boolean isKept() {
      return receipt.result() == Result.SENT;
    }
  }

  /**
   * Reads the next blob.
   *
   * @throws LinkException if the body ends before the blob does
   */
  void read(ImageEntry image, InputStream body) throws LinkException {
    if (arrivals.size() >= MOST_AT_ONCE) {
      arrivals.get(arrivals.size() - MOST_AT_ONCE).join();
    }
    BodyPart bytes = new BodyPart(body, image.bytes());
    try {
      Incoming incoming = written(image, bytes);
      arrivals.add(forced(() -> keep(image, incoming)));
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      skipRest(image, bytes);
      arrivals.add(CompletableFuture.completedFuture(notStored(image, e)));
    }
  }

  private Incoming written(ImageEntry image, InputStream bytes) throws IOException {
    Incoming incoming = site.blobs().receive(OptionalLong.of(image.bytes()));
    boolean whole = false;
    try {
      BlobReceipt.write(new Sha256(image.sha256()), image.bytes(), bytes, incoming);
      whole = true;
      return incoming;
    } finally {
      if (!whole) {
        closeQuietly(incoming);
      }
    }
  }

  private static void skipRest(ImageEntry image, BodyPart bytes) throws LinkException {
    try {
      bytes.skipRest();
    } catch (IOException e) {
      throw new LinkException(
          Kind.FAILED, "blob " + image.sha256() + " ended early: " + e.getMessage(), e);
    }
  }

  private interface Task {
    Arrival run();
  }

  private CompletableFuture<Arrival> forced(Task task) {
    try {
      return CompletableFuture.supplyAsync(task::run, site.forces());
    } catch (RejectedExecutionException e) {
      // All are busy, or the node stops: then who sends has to wait.
      return CompletableFuture.completedFuture(task.run());
    }
  }

  /** Never throws: a future that fails would take the others' holds with it. */
  private Arrival keep(ImageEntry image, Incoming incoming) {
    boolean kept = false;
    try {
      Sha256 actual = incoming.finish();
      if (!actual.hex().equals(image.sha256())) {
        return Arrival.not(image, Result.DAMAGED, "the bytes that came have the hash " + actual);
      }
      BlobStore.Hold hold = site.blobs().keep(incoming);
      KillPoint.BLOB_KEPT.reached();
      kept = true;
      return Arrival.kept(
          image,
          () -> {
            hold.close();
            closeQuietly(incoming);
          });
    } catch (IOException | RuntimeException e) {
      return notStored(image, e);
    } finally {
      if (!kept) {
        closeQuietly(incoming);
      }
    }
  }

  private Arrival notStored(ImageEntry image, Exception why) {
    if (why instanceof NoRoomException) {
      return Arrival.not(image, Result.NO_ROOM, why.getMessage());
    }
    if (BlobReceipt.isFull(site.blobs())) {
      return Arrival.not(image, Result.NO_ROOM, "the disk is full");
    }
    LOG.log(Level.WARNING, "blob " + image.sha256() + " cannot be stored", why);
    return Arrival.not(image, Result.FAILED, "it cannot be stored: " + why);
  }

  /**
   * Records what has come whole, in one commit.
   *
   * @return what that is
   * @throws LinkException if that fails: nothing is recorded
   */
  List<Sha256> record() throws LinkException {
    List<ImageEntry> kept =
        arrivals.stream()
            .map(CompletableFuture::join)
            .filter(Arrival::isKept)
            .map(Arrival::image)
            .toList();
    if (kept.isEmpty()) {
      return List.of();
    }
    try {
      site.holdings().keepAll(kept).forEach(site.reclaim());
      KillPoint.BATCH_RECORDED.reached();
    } catch (CatalogueException e) {
      throw e.isDiskFull()
          ? new LinkException(Kind.NO_ROOM, kept.size() + " blobs: the disk is full", e)
          : new LinkException(
              Kind.FAILED, kept.size() + " blobs cannot be recorded: " + e.getMessage(), e);
    }
    recorded = true;
    return kept.stream().map(image -> new Sha256(image.sha256())).toList();
  }

  /** What became of each blob that was read, in their order. */
  List<Receipt> receipts() {
    return arrivals.stream().map(CompletableFuture::join).map(Arrival::receipt).toList();
  }

  @Override
  public void close() {
    for (CompletableFuture<Arrival> each : arrivals) {
      Arrival arrival = each.join();
      arrival.release().run();
      if (arrival.isKept() && !recorded) {
        site.reclaim().accept(new Sha256(arrival.image().sha256()));
      }
    }
  }

  private static void closeQuietly(Incoming incoming) {
    try {
      incoming.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, incoming.file() + " is left to the next start", e);
    }
  }
}
