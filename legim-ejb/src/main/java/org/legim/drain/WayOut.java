package org.legim.drain;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.config.OnStop;
import org.legim.drain.Leaving.Site;
import org.legim.drain.Leaving.State;
import org.legim.errand.Courier;
import org.legim.link.DrainNotice;
import org.legim.link.DrainNotice.Phase;

/**
 * The states of a node on its way out, and what leads from one to the next. Calls nobody, and tells
 * the time by what it is told. Not thread-safe: {@link Leaving} has the lock.
 */
final class WayOut {

  private static final Logger LOG = Logger.getLogger(Leaving.class.getName());

  /** After that, a node with nothing to hand over does not wait for a gateway that is away. */
  private static final long SILENT_GATEWAY_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How long blobs under way may take once the node is in a hurry, and then the last call. */
  private static final long FINISH_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long LAST_CALL_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How long children that were told to stop may take. */
  static final long CHILDREN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final String HURRIED = "it was told to hurry";

  private final Site site;
  private final TreeChildren children;
  private final Courier courier;
  private final ErrandTalk talk;
  private final DrainFile file;
  private final Function<String, ChildOrders> orderMaker;
  private State state = State.STAYING;
  private Outcome outcome;
  private String drain;
  private ChildOrders orders;
  private boolean stopWaits;
  private boolean inboundDead;
  private boolean unwritten;
  private long heardAt;
  private long progressAt;
  private long hurriedAt;
  private long orderedAt;
  private long fewestHeld;
  private long heldAtFirst;

  /**
   * @param orderMaker makes orders to the children, from where they shall go on, or null
   */
  WayOut(
      Site site,
      TreeChildren children,
      Courier courier,
      ErrandTalk talk,
      Function<String, ChildOrders> orderMaker) {
    this.site = site;
    this.children = children;
    this.courier = courier;
    this.talk = talk;
    this.file = new DrainFile(site.file());
    this.orderMaker = orderMaker;
  }

  State state() {
    return state;
  }

  /** Null until the end. */
  Outcome outcome() {
    return outcome;
  }

  /** The id of the drain, or null. */
  String drain() {
    return drain;
  }

  /** What the children are to be told now, or null. */
  ChildOrders orders() {
    return state == State.ENDED ? null : orders;
  }

  /** A process begins. */
  void start() {
    file.start()
        .ifPresent(
            left -> {
              drain = left.drain();
              becomeLeaving("goes on leaving the tree");
            });
  }

  /** The node is asked to stop. */
  void stop(boolean noneCanCall, long now) {
    inboundDead |= noneCanCall;
    if (stopWaits || state == State.ENDED) {
      return;
    }
    stopWaits = true;
    heardAt = now;
    progressAt = now;
    fewestHeld = held();
    if (state == State.STOPPING_CHILDREN) {
      return;
    }
    if (site.onStop() == OnStop.KEEP) {
      end(Outcome.STAYED, "on-stop is keep");
    } else if (state == State.LEAVING) {
      LOG.log(Level.INFO, "this node is to stop: waits until it has left the tree");
    } else if (fewestHeld == 0 && !site.member().getAsBoolean()) {
      end(Outcome.STAYED, "it holds nothing, and has never been in a tree");
    } else {
      state = State.ASKING;
      LOG.log(Level.INFO, "this node is to stop: asks its gateway for leave");
    }
  }

  /** The whole tree stops. */
  void stopWithTree(long now) {
    if (state == State.STOPPING_CHILDREN || state == State.ENDED) {
      return;
    }
    LOG.log(Level.INFO, "the whole tree stops: this node keeps what it holds, and stops too");
    state = State.STOPPING_CHILDREN;
    courier.close();
    orderedAt = now;
    orders = orderMaker.apply(null);
  }

  /** A stop that waits shall not take long any more. */
  void hurry(long now) {
    if (state == State.STOPPING_CHILDREN) {
      end(Outcome.STAYED, HURRIED);
    } else if (stopWaits && state == State.ASKING) {
      keep(HURRIED);
    } else if (stopWaits && state == State.LEAVING) {
      state = State.FINISHING;
      hurriedAt = now;
      courier.close();
      LOG.log(Level.INFO, "in a hurry: finishes the blobs under way, and keeps the rest");
    }
  }

  /** Whether what was under way when the hurry began is over, or has had its time. */
  boolean isFinished(long now) {
    return courier.underWay() == 0 || now - hurriedAt >= FINISH_NANOS;
  }

  /** In a hurry, the gateway was called for the last time. */
  void lastCallMade() {
    if (state == State.FINISHING) {
      keep(HURRIED);
    }
  }

  /** A blob was sent. */
  void progress(long now) {
    progressAt = now;
  }

  /** The gateway has answered. */
  void heard(long now) {
    heardAt = now;
  }

  /** Ends what has waited for too long. */
  void watch(long now) {
    switch (state) {
      case ASKING, LEAVING -> {
        if (stopWaits) {
          watchStop(now);
        }
      }
      case FINISHING -> {
        if (now - hurriedAt >= FINISH_NANOS + LAST_CALL_NANOS) {
          keep(HURRIED);
        }
      }
      case STOPPING_CHILDREN -> {
        if (orders.allGone()) {
          end(Outcome.STAYED, "the whole tree stops");
        } else if (now - orderedAt >= CHILDREN_NANOS) {
          end(Outcome.STAYED, "the whole tree stops, and a child has not stopped in time");
        }
      }
      case STAYING, ENDED -> {}
    }
  }

  private void watchStop(long now) {
    long held = held();
    if (held < fewestHeld) {
      fewestHeld = held;
      progressAt = now;
    }
    if (now - heardAt >= SILENT_GATEWAY_NANOS && hasNothing(held)) {
      end(Outcome.STAYED, "its gateway does not answer");
    } else if (now - progressAt >= site.timeout().toNanos()) {
      String trouble = talk.trouble() == null ? "" : " (last: " + talk.trouble() + ")";
      keep("nothing could be moved for " + site.timeout() + trouble);
    } else if (state == State.LEAVING && inboundDead && orders == null) {
      orders = site.parentUrl().get().map(orderMaker).orElse(null);
    }
  }

  /**
   * The gateway says how the drain of the node stands.
   *
   * @param notice null if it is not to leave
   * @param cause why it leaves, if that is news
   */
  void hear(DrainNotice notice, Cause cause, long now) {
    if (state == State.STOPPING_CHILDREN || state == State.ENDED) {
      return;
    }
    if (notice == null) {
      stay("its gateway knows of no drain of it", now);
      return;
    }
    String why = notice.reason() == null ? "its gateway says so" : notice.reason();
    switch (notice.phase()) {
      case DRAINING -> beginDrain(notice.drain(), cause, now);
      case GONE -> end(Outcome.GONE, why);
      case KEEP -> {
        if (stopWaits) {
          end(Outcome.STAYED, why);
        } else {
          stay(why, now);
        }
      }
      case REFUSED, CANCELLED -> {
        if (stopWaits) {
          keep(why);
        } else {
          stay(why, now);
        }
      }
    }
  }

  private void beginDrain(String id, Cause cause, long now) {
    if (state == State.FINISHING || state == State.LEAVING && id.equals(drain)) {
      return;
    }
    try {
      file.write(new DrainIntent(id, cause, site.clock().millis(), Phase.DRAINING));
    } catch (IOException e) {
      LOG.log(
          unwritten ? Level.FINE : Level.SEVERE,
          "this node cannot begin to leave, as {0} cannot be written: {1}",
          new Object[] {site.file(), e});
      unwritten = true;
      talk.failed(now, site.file() + " cannot be written: " + e);
      return; // nothing moves before it is on the disk; the next answer tries again
    }
    drain = id;
    unwritten = false;
    if (state != State.LEAVING) {
      becomeLeaving("leaves the tree");
    }
  }

  private void becomeLeaving(String what) {
    state = State.LEAVING;
    heldAtFirst = held();
    site.leaving().accept(true);
    LOG.log(
        Level.INFO,
        "this node {0}: its {1} blobs go to nodes that stay (drain {2})",
        new Object[] {what, Long.toString(heldAtFirst), drain});
  }

  /** Nobody wants the node to leave. Where a stop waits all the same, it has to ask anew. */
  private void stay(String why, long now) {
    if (state != State.LEAVING) {
      return;
    }
    state = State.STAYING;
    if (stopWaits) {
      state = State.ASKING;
      talk.failed(now, why);
    }
    drain = null;
    courier.clear();
    file.remove();
    site.leaving().accept(false);
    LOG.log(Level.INFO, "this node stays in the tree: {0}", why);
  }

  /** A stop keeps what is left; without anything to keep, it is like any other. */
  private void keep(String why) {
    end(hasNothing(held()) ? Outcome.STAYED : Outcome.KEPT, why);
  }

  private boolean hasNothing(long held) {
    return held == 0 && children.direct().isEmpty();
  }

  private void end(Outcome how, String why) {
    state = State.ENDED;
    outcome = how;
    courier.close();
    switch (how) {
      case GONE -> {
        file.remove();
        LOG.log(
            Level.INFO,
            "all {0} blobs are handed over; this node is no member of the tree any more",
            Long.toString(heldAtFirst));
      }
      case STAYED ->
          LOG.log(
              Level.INFO,
              "this node stops as it is, with {0} blobs: {1}",
              new Object[] {Long.toString(held()), why});
      case KEPT ->
          LOG.log(
              Level.WARNING,
              "this node stops and keeps {0} blobs that it should have handed over: {1}",
              new Object[] {Long.toString(held()), why});
    }
  }

  /** How many blobs this node holds; more than any if the disk does not say. */
  long held() {
    try {
      return site.held().getAsLong();
    } catch (CatalogueException e) {
      LOG.log(Level.WARNING, "the catalogue does not say what this node holds", e);
      return Long.MAX_VALUE;
    }
  }
}
