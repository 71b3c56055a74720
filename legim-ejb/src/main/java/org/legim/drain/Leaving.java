package org.legim.drain;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.config.KillPoint;
import org.legim.config.OnStop;
import org.legim.errand.Courier;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.StopOrder;

/**
 * How a node that has a parent leaves its tree: the one state machine behind a stop, a retirement
 * over the API, and an order of the parent. The gateway decides, this node does; {@link State} has
 * the states.
 *
 * <p>All calls to others are made by the executor, and never two to the gateway at once, so that
 * what it says is heard in the order in which it was said. Thread-safe.
 */
public final class Leaving {

  private static final Logger LOG = Logger.getLogger(Leaving.class.getName());

  /** How far a node is on its way out. */
  public enum State {
    /** The node is a part of its tree like any other. */
    STAYING,
    /** It was asked to stop, and asks its gateway for leave. */
    ASKING,
    /** It gives away what it holds, and takes nothing. */
    LEAVING,
    /** In a hurry: the blobs under way are finished, the rest stays. */
    FINISHING,
    /** The whole tree stops: its children go first. */
    STOPPING_CHILDREN,
    /** It has an {@link Outcome}. */
    ENDED
  }

  private final Site site;
  private final DrainGateway gateway;
  private final TreeChildren children;
  private final Courier courier;
  private final Executor executor;
  private final LongSupplier nanos;
  private final Turns calls;
  private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
  private final Object lock = new Object();
  private final ErrandTalk talk; // under the lock, as all below
  private final WayOut wayOut;
  private boolean called;

  /**
   * @param gateway the way up
   * @param children the way down
   * @param courier does the errands
   * @param executor calls gateway and children; of several threads, or a child that does not answer
   *     keeps the gateway waiting
   * @param nanos a monotonic clock
   */
  public Leaving(
      Site site,
      DrainGateway gateway,
      TreeChildren children,
      Courier courier,
      Executor executor,
      LongSupplier nanos) {
    this.site = site;
    this.gateway = gateway;
    this.children = children;
    this.courier = courier;
    this.executor = executor;
    this.nanos = nanos;
    this.calls = new Turns(this::isCallDue, this::call, executor);
    this.talk = new ErrandTalk(courier, nanos.getAsLong());
    this.wayOut = new WayOut(site, children, courier, talk, this::orders);
    courier.listen(calls::go);
  }

  private ChildOrders orders(String elsewhere) {
    return new ChildOrders(new StopOrder(site.self(), elsewhere), children, executor, nanos);
  }

  /**
   * Goes on with what the process before this one has left: a node that was retired leaves from the
   * start, one that was stopped stays. To be called once, before the node joins.
   */
  public void start() {
    synchronized (lock) {
      wayOut.start();
    }
  }

  /** The gateway has errands for this node, or wants it to leave: asks soon. */
  public void called() {
    synchronized (lock) {
      called = true;
    }
    calls.go();
  }

  /**
   * The node is asked to stop; joins what is under way.
   *
   * @param inboundDead whether no request reaches this node any more, as while a server undeploys
   *     it: then its children have to go on elsewhere
   * @return completes once the process may end
   */
  public CompletableFuture<Outcome> leave(boolean inboundDead) {
    synchronized (lock) {
      wayOut.stop(inboundDead, nanos.getAsLong());
    }
    publish();
    calls.go();
    return ended();
  }

  /** Completes once this node has left or may stop, whoever began it. */
  public CompletableFuture<Outcome> ended() {
    return ended.copy();
  }

  /** How far this node is. */
  public State state() {
    synchronized (lock) {
      return wayOut.state();
    }
  }

  /** Whether this node gives away what it holds, and takes nothing. */
  public boolean isLeaving() {
    State state = state();
    return state != State.STAYING && state != State.ASKING;
  }

  /** The parent stops. */
  public void ordered(StopOrder order) {
    if (order.elsewhere() != null) {
      LOG.log(Level.INFO, "the parent leaves: this node goes on below {0}", order.elsewhere());
      site.moveTo().accept(order.elsewhere());
      return;
    }
    synchronized (lock) {
      wayOut.stopWithTree(nanos.getAsLong());
    }
    tick();
  }

  /** Cuts a stop that waits short: blobs under way are finished, and the rest stays. */
  public void hurry() {
    synchronized (lock) {
      wayOut.hurry(nanos.getAsLong());
    }
    tick();
  }

  /** Does what is due; to be called a few times a second. */
  public void tick() {
    courier.tick();
    ChildOrders orders;
    synchronized (lock) {
      long now = nanos.getAsLong();
      gather(now);
      wayOut.watch(now);
      orders = wayOut.orders();
    }
    publish();
    if (orders != null) {
      orders.tick();
    }
    calls.go();
  }

  private void gather(long now) {
    if (talk.collect()) {
      wayOut.progress(now);
    }
  }

  private boolean isCallDue() {
    synchronized (lock) {
      long now = nanos.getAsLong();
      gather(now);
      if (!talk.mayCall(now)) {
        return false;
      }
      return switch (state()) {
        case STAYING -> called || talk.hasNews(now);
        case ASKING -> true;
        case LEAVING -> called || talk.isHungry(now);
        case FINISHING -> wayOut.isFinished(now);
        case STOPPING_CHILDREN, ENDED -> false;
      };
    }
  }

  private void call() {
    State before;
    synchronized (lock) {
      before = state();
      called = false;
    }
    try {
      if (before == State.ASKING) {
        askForLeave();
      } else if (before != State.ENDED) {
        callForErrands(before != State.FINISHING);
      }
    } catch (LinkException | RuntimeException e) {
      LOG.log(Level.FINE, "the gateway could not be asked", e);
      synchronized (lock) {
        called = true; // what the gateway has to say is still to be heard
        talk.failed(nanos.getAsLong(), e instanceof LinkException ? e.getMessage() : e.toString());
      }
    }
    if (before == State.FINISHING) {
      synchronized (lock) {
        wayOut.lastCallMade();
      }
    }
    publish();
  }

  private void askForLeave() throws LinkException {
    DrainNotice notice = gateway.leave(new Leave(site.self(), site.run()));
    if (notice == null) {
      throw new LinkException(LinkException.Kind.FAILED, "the gateway did not answer to a leave");
    }
    synchronized (lock) {
      long now = heard();
      wayOut.hear(notice, Cause.STOP, now);
      called |= state() == State.LEAVING; // for the first errands
    }
  }

  private void callForErrands(boolean more) throws LinkException {
    ErrandCall call;
    synchronized (lock) {
      call = talk.next(site.self(), site.run(), wayOut.held(), wayOut.drain(), more);
    }
    ErrandAnswer answer = gateway.errands(call);
    if (answer.drain() != null && answer.drain().phase() == DrainNotice.Phase.GONE) {
      KillPoint.GONE_HEARD.reached();
    }
    synchronized (lock) {
      long now = heard();
      talk.told(call);
      wayOut.hear(answer.drain(), Cause.RETIRE, now);
      if (state() == State.STAYING || state() == State.LEAVING) {
        talk.take(answer.errands());
      }
    }
    if (answer.orders()) {
      site.report().run();
    }
  }

  private long heard() {
    long now = nanos.getAsLong();
    talk.answered(now);
    wayOut.heard(now);
    return now;
  }

  /** Without the lock: who waits may go on in this thread. */
  private void publish() {
    Outcome outcome;
    synchronized (lock) {
      outcome = wayOut.outcome();
    }
    if (outcome != null) {
      ended.complete(outcome);
    }
  }

  /**
   * The node, as far as its leaving has to do with it.
   *
   * @param self its id
   * @param run its process
   * @param file its {@code drain.json}
   * @param onStop what a stop does
   * @param timeout how long a stop waits while nothing moves
   * @param held how many blobs it holds
   * @param member whether it has ever joined a tree
   * @param report wakes the reporter
   * @param leaving told whether the node leaves, which then takes no children
   * @param moveTo joins below another node from now on
   * @param parentUrl where its parent is
   * @param clock tells when a drain began
   */
  public record Site(
      String self,
      String run,
      Path file,
      OnStop onStop,
      Duration timeout,
      LongSupplier held,
      BooleanSupplier member,
      Runnable report,
      Consumer<Boolean> leaving,
      Consumer<String> moveTo,
      Supplier<Optional<String>> parentUrl,
      Clock clock) {}
}
