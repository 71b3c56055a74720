package org.legim.drain;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.config.OnStop;
import org.legim.link.StopOrder;
import org.legim.route.ImageReads;

/**
 * How a gateway stops, and its tree with it: first it copies up what only other nodes hold, as far
 * as there is room, then it has its children stop, each with its own first. Nobody lets go of
 * anything, so that the tree is whole again once it is started again. Thread-safe.
 */
public final class TreeStop {

  private static final Logger LOG = Logger.getLogger(TreeStop.class.getName());

  /** How long blobs under way may take once nothing more is to be copied. */
  private static final long FINISH_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private enum State {
    RUNNING,
    COPYING,
    FINISHING,
    STOPPING_CHILDREN,
    ENDED
  }

  private final Site site;
  private final Runnable suspend;
  private final TreeChildren children;
  private final Executor executor;
  private final LongSupplier nanos;
  private final Ingathering ingathering;
  private final ChildOrders orders;
  private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
  private State state = State.RUNNING; // under the lock, as all below
  private long since;
  private long saidAt;

  /**
   * @param suspend makes an end to placements and releases; called before anything is copied
   * @param children the way down
   * @param executor copies, and calls children
   * @param nanos a monotonic clock
   */
  public TreeStop(
      Site site, Runnable suspend, TreeChildren children, Executor executor, LongSupplier nanos) {
    this.site = site;
    this.suspend = suspend;
    this.children = children;
    this.executor = executor;
    this.nanos = nanos;
    this.ingathering = new Ingathering(site, executor, nanos);
    this.orders = new ChildOrders(new StopOrder(site.self(), null), children, executor, nanos);
  }

  /**
   * Begins the stop, or joins the one under way.
   *
   * @return completes as STAYED once the process may end
   */
  public CompletableFuture<Outcome> stop() {
    boolean copies = false;
    synchronized (this) {
      if (state == State.RUNNING) {
        copies = begin();
      }
    }
    if (copies) {
      suspend.run();
      ingathering.start();
    }
    tick();
    return ended.copy();
  }

  private boolean begin() {
    if (site.onStop() == OnStop.KEEP || children.direct().isEmpty()) {
      enter(State.ENDED);
      return false;
    }
    LOG.log(
        Level.INFO,
        "the tree stops: this gateway copies what only other nodes hold, as far as there is room");
    enter(State.COPYING);
    saidAt = since;
    return true;
  }

  private void enter(State next) {
    state = next;
    since = nanos.getAsLong();
  }

  /** Whether the stop has begun; it may have ended since. */
  public synchronized boolean hasBegun() {
    return state != State.RUNNING;
  }

  /** Copies nothing more; a second time, waits for no child. */
  public void hurry() {
    synchronized (this) {
      switch (state) {
        case COPYING -> finish("it was told to hurry");
        case FINISHING, STOPPING_CHILDREN -> enter(State.ENDED);
        case RUNNING, ENDED -> {}
      }
    }
    tick();
  }

  private void finish(String why) {
    LOG.log(Level.INFO, "nothing more is copied: {0}", why);
    ingathering.cut();
    enter(State.FINISHING);
  }

  /** Does what is due; to be called a few times a second. */
  public void tick() {
    boolean ordering;
    boolean over;
    synchronized (this) {
      watch(nanos.getAsLong());
      ordering = state == State.STOPPING_CHILDREN;
      over = state == State.ENDED;
    }
    if (ordering) {
      orders.tick();
    }
    if (over) {
      ended.complete(Outcome.STAYED);
    }
  }

  private void watch(long now) {
    switch (state) {
      case COPYING -> {
        if (ingathering.isOver()) {
          stopChildren();
        } else if (Math.min(now - since, now - ingathering.progressAt())
            >= site.timeout().toNanos()) {
          finish("nothing came for " + site.timeout());
        } else if (now - saidAt >= SAY_NANOS) {
          saidAt = now;
          LOG.log(Level.INFO, "so far, {0}", ingathering.summary());
        }
      }
      case FINISHING -> {
        if (ingathering.isOver() || now - since >= FINISH_NANOS) {
          stopChildren();
        }
      }
      case STOPPING_CHILDREN -> {
        if (orders.allGone()) {
          LOG.log(Level.INFO, "all children have stopped");
          enter(State.ENDED);
        } else if (now - since >= WayOut.CHILDREN_NANOS) {
          LOG.log(Level.WARNING, "a child has not stopped in time");
          enter(State.ENDED);
        }
      }
      case RUNNING, ENDED -> {}
    }
  }

  private void stopChildren() {
    LOG.log(Level.INFO, "{0}; now the children stop", ingathering.summary());
    enter(State.STOPPING_CHILDREN);
  }

  /**
   * The gateway, as far as its stop has to do with it.
   *
   * @param self its id
   * @param catalogue its records and books
   * @param blobs its disk
   * @param reads the way to the blobs of others
   * @param reclaim takes blobs that the gateway does not hold
   * @param onStop what a stop does
   * @param timeout how long copying may stand still
   */
  public record Site(
      String self,
      Catalogue catalogue,
      BlobStore blobs,
      ImageReads reads,
      Consumer<Sha256> reclaim,
      OnStop onStop,
      Duration timeout) {}
}
