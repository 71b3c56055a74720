package org.legim.errand;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.config.KillPoint;
import org.legim.link.BlobLink;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;
import org.legim.route.Branches;

/**
 * Copies blobs of this node to other nodes, as the gateway wants it: many to a request, several
 * requests at once. What fails is told, not tried again: the gateway knows where else to send it.
 * Thread-safe.
 */
public final class Courier {

  private static final Logger LOG = Logger.getLogger(Courier.class.getName());
  private static final int PARALLEL = 8;

  private final String self;
  private final BlobStore blobs;
  private final Function<Sha256, Optional<ImageEntry>> records;
  private final Branches branches;
  private final Executor pushes;
  private final Pace pace;
  private final Object lock = new Object();
  private final ErrandQueue queue; // under the lock, as all below
  private List<ErrandOutcome> outcomes = new ArrayList<>();
  private int workers;
  private boolean closed;
  private volatile Runnable listener = () -> {};
  private final CopyChecks checks;

  /**
   * @param self this node's id
   * @param blobs this node's own
   * @param records finds a record that needs a blob, on this node
   * @param branches the ways to other nodes
   * @param pushes sends, and waits for those who receive
   * @param nanos a monotonic clock
   * @param bytesPerSecond how much may be sent; empty for no limit
   */
  public Courier(
      String self,
      BlobStore blobs,
      Function<Sha256, Optional<ImageEntry>> records,
      Branches branches,
      Executor pushes,
      LongSupplier nanos,
      OptionalLong bytesPerSecond) {
    this.self = self;
    this.blobs = blobs;
    this.records = records;
    this.branches = branches;
    this.pushes = pushes;
    this.pace = new Pace(bytesPerSecond, nanos);
    this.queue = new ErrandQueue(nanos);
    this.checks = new CopyChecks(pushes, this::checked);
  }

  /** Tells somebody, from any thread, that there are outcomes. */
  public void listen(Runnable toBeTold) {
    listener = toBeTold;
  }

  /**
   * Looks at copies of this node when the gateway has doubts about them, or they could not be sent.
   *
   * @param isWhole whether this node has a blob, as it should be; what is damaged is set aside, and
   *     is not held any more when this returns
   */
  public void check(Predicate<Sha256> isWhole) {
    checks.by(isWhole);
  }

  /** Takes on errands; those that it has already are not done twice. */
  public void take(List<Errand> errands) {
    List<Errand> doubts = new ArrayList<>();
    synchronized (lock) {
      if (!closed) {
        for (Errand errand : errands) {
          if (CopyChecks.isCheck(errand, self)) {
            doubts.add(errand);
          } else {
            queue.add(errand);
          }
        }
      }
    }
    startWorkers();
    doubts.forEach(checks::add);
  }

  /** How many errands are not over yet. */
  public int underWay() {
    synchronized (lock) {
      return queue.size();
    }
  }

  /** What has become of errands since the last call. */
  public List<ErrandOutcome> outcomes() {
    synchronized (lock) {
      List<ErrandOutcome> told = outcomes;
      outcomes = new ArrayList<>();
      return told;
    }
  }

  /** Goes on where the rate allows it again; to be called a few times a second. */
  public void tick() {
    startWorkers();
  }

  /** Forgets the errands that have not been begun; nothing will be told of them. */
  public void clear() {
    synchronized (lock) {
      queue.clear();
    }
    checks.clear();
  }

  /** Takes on nothing any more; what is under way is finished. */
  public void close() {
    synchronized (lock) {
      closed = true;
      queue.clear();
    }
    checks.clear();
  }

  private void startWorkers() {
    while (mayStartWorker()) {
      try {
        pushes.execute(this::work);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "nothing is sent now: the node stops", e);
        workerEnded();
        return;
      }
    }
  }

  private boolean mayStartWorker() {
    synchronized (lock) {
      if (workers >= PARALLEL || !queue.hasNext() || !pace.isOpen()) {
        return false;
      }
      workers++;
      return true;
    }
  }

  private void workerEnded() {
    synchronized (lock) {
      workers--;
    }
  }

  private void work() {
    try {
      boolean more = true;
      while (more) {
        more = workOnce();
      }
    } finally {
      workerEnded();
    }
  }

  private boolean workOnce() {
    long allowance;
    List<Errand> next;
    synchronized (lock) {
      allowance = queue.hasNext() ? pace.take(Batch.MOST_BYTES) : 0;
      if (allowance == 0) {
        return false;
      }
      next = queue.next();
    }
    try (Batch batch = new Batch(next.get(0).receiver(), allowance)) {
      pack(batch, next);
      pace.settle(allowance, batch.bytes());
      if (!batch.parcels().isEmpty()) {
        send(batch);
      }
    }
    listener.run();
    return true;
  }

  private void pack(Batch batch, List<Errand> errands) {
    for (int i = 0; i < errands.size(); i++) {
      if (!pack(batch, errands.get(i))) {
        synchronized (lock) {
          if (closed) {
            errands.subList(i, errands.size()).forEach(queue::done);
          } else {
            queue.putBack(errands.subList(i, errands.size()));
          }
        }
        startWorkers(); // while it was out of the queue, nobody may have seen it
        return;
      }
    }
  }

  /** Returns whether the errand is in the batch, or over. */
  private boolean pack(Batch batch, Errand errand) {
    try {
      Sha256 hash = new Sha256(errand.sha256());
      Optional<ImageEntry> image = records.apply(hash);
      if (image.isPresent() && !batch.fits(image.get().bytes())) {
        return false;
      }
      Optional<Blob> blob = blobs.open(hash);
      if (blob.isEmpty()) {
        checks.doubt(errand.sha256(), self);
        done(errand, Result.ABSENT, "node " + self + " does not have it");
      } else if (image.isEmpty()) {
        blob.get().close();
        done(errand, Result.FAILED, "node " + self + " has no record of an image that needs it");
      } else if (blob.get().bytes() != image.get().bytes()) {
        blob.get().close();
        damaged(errand, lengths(blob.get().bytes(), image.get().bytes()));
      } else {
        batch.add(errand, new Parcel(blob.get(), image.get()));
      }
    } catch (IOException | RuntimeException e) {
      done(errand, Result.FAILED, "node " + self + " cannot read it: " + e);
    }
    return true;
  }

  private static String lengths(long actual, long expected) {
    return "it has " + actual + " bytes instead of " + expected;
  }

  private void send(Batch batch) {
    try {
      KillPoint.BEFORE_BATCH.reached();
      List<Receipt> receipts = link(batch.receiver()).send(batch.receiver(), batch.parcels());
      KillPoint.BATCH_RECEIPTED.reached();
      if (receipts.size() != batch.errands().size()) {
        throw new LinkException(
            LinkException.Kind.FAILED,
            "%d blobs were sent, but %d receipts came"
                .formatted(batch.errands().size(), receipts.size()));
      }
      for (int i = 0; i < receipts.size(); i++) {
        settle(batch.errands().get(i), receipts.get(i));
      }
    } catch (LinkException e) {
      boolean full = e.kind() == LinkException.Kind.NO_ROOM;
      failed(batch, full ? Result.NO_ROOM : Result.FAILED, e);
    } catch (RuntimeException e) {
      failed(batch, Result.FAILED, e);
    }
  }

  private BlobLink link(String receiver) throws LinkException {
    return branches
        .towards(receiver)
        .or(branches::up)
        .orElseThrow(
            () ->
                new LinkException(
                    LinkException.Kind.NO_WAY, "there is no way to node " + receiver + " now"));
  }

  private void settle(Errand errand, Receipt receipt) {
    if (!Objects.equals(receipt.sha256(), errand.sha256()) || receipt.result() == null) {
      done(errand, Result.FAILED, "the receipt is for " + receipt.sha256());
    } else if (receipt.result() == Result.DAMAGED) {
      damaged(errand, receipt.detail());
    } else {
      done(errand, receipt.result(), receipt.detail());
    }
    if (receipt.result() == Result.FAILED) {
      synchronized (lock) {
        queue.rest(errand.receiver());
      }
    }
  }

  private void damaged(Errand errand, String how) {
    LOG.log(
        Level.SEVERE,
        "blob {0} is damaged at node {1}, found while sending it to node {2}: {3}",
        new Object[] {errand.sha256(), self, errand.receiver(), how});
    checks.doubt(errand.sha256(), self);
    done(errand, Result.DAMAGED, how);
  }

  private void done(Errand errand, Result result, String detail) {
    synchronized (lock) {
      queue.done(errand);
      tell(errand, result, detail);
    }
  }

  private void failed(Batch batch, Result result, Exception e) {
    LOG.log(
        Level.FINE,
        e,
        () -> batch.errands().size() + " blobs were not sent to node " + batch.receiver());
    synchronized (lock) {
      queue.failed(batch.errands());
      batch.errands().forEach(errand -> tell(errand, result, reason(e)));
    }
  }

  private static String reason(Exception e) {
    return e instanceof LinkException ? e.getMessage() : e.toString();
  }

  private void checked(Errand errand, Result result, String detail) {
    synchronized (lock) {
      tell(errand, result, detail);
    }
    listener.run();
  }

  private void tell(Errand errand, Result result, String detail) {
    outcomes.add(new ErrandOutcome(errand.sha256(), errand.receiver(), result, detail));
  }
}
