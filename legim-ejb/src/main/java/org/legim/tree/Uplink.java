package org.legim.tree;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.config.ParentAddress;
import org.legim.link.GatewayName;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Roster;
import org.legim.tree.Route.Way;

/**
 * A child's side of its link: gets in, and stays in. Thread-safe; one call of its own is under way
 * at a time, by the executor that it was given.
 */
final class Uplink {

  private static final Logger LOG = Logger.getLogger(Uplink.class.getName());
  private static final String PARENT = "parent";
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONG_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long HURRIED_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final LocalNode self;
  private final String configured;
  private final Route route;
  private final Executor calls;
  private final LongSupplier nanos;
  private final Upward upward;
  private final Backoff backoff;
  private final Entrance entrance;
  private final Membership members;
  private final Branch branch;
  private final Runnable refresh;
  private final Listeners listeners;
  private final OnceLog log = new OnceLog(LOG);
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Standing standing = Standing.APART;
  private volatile String name;
  private volatile boolean disowned;

  // These are changed only by whoever holds busy.
  private volatile long acknowledged;
  private volatile long sent;
  private volatile long sentAt;
  private volatile long next;

  /**
   * @param request makes the request to be let in, of the id of the parent that is lost, or null
   * @param refresh brings what the branch says of this node up to date
   */
  Uplink(
      TreeState state,
      ParentAddress parent,
      Surroundings around,
      Function<String, Join> request,
      Runnable refresh) {
    this.self = state.self();
    this.configured = Addresses.text(parent);
    this.route = new Route(parent, around.links());
    this.upward = new Upward(() -> route.current().link(), this);
    this.calls = around.uplinkCalls();
    this.nanos = around.nanos();
    this.backoff = new Backoff(around.random());
    this.entrance = new Entrance(route, backoff, request);
    this.members = state.members();
    this.branch = state.branch();
    this.refresh = refresh;
    this.listeners = state.listeners();
    this.name = self.name();
    this.next = nanos.getAsLong();
  }

  /** Begins the next call if it is due. */
  void tick() {
    if (!isDue() || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      calls.execute(this::step);
    } catch (RejectedExecutionException e) {
      busy.set(false);
    }
  }

  // A change in the shape of the tree is not kept waiting for the next second.
  private boolean isDue() {
    long now = nanos.getAsLong();
    return disowned
        || route.isOrdered()
        || now - next >= 0
        || standing.joined() && branch.newestInShape() > sent && now - sentAt >= HURRIED_NANOS;
  }

  private void step() {
    try {
      if (standing.joined() && !disowned && !route.isOrdered()) {
        heartbeat();
      } else {
        disowned = false;
        join();
      }
    } catch (RuntimeException | IOException e) {
      apart("this node failed: " + e, backoff.afterFailure());
    } finally {
      busy.set(false);
      listeners.flush();
    }
  }

  private void join() throws IOException {
    Entrance.Outcome outcome = entrance.ask();
    if (outcome.silent() && nanos.getAsLong() - standing.heard() > LONG_SILENCE_NANOS) {
      Entrance.Outcome silence = outcome;
      outcome =
          Forebears.of(standing, members)
              .map(above -> entrance.askAbove(above, silence))
              .orElse(silence);
    }
    if (outcome.isIn()) {
      enter(outcome.way(), outcome.answer());
    } else {
      apart(outcome.problem(), outcome.delay());
    }
  }

  private void enter(Way way, JoinAnswer answer) throws IOException {
    Identity own = self.identity().identity();
    if (own.tree().equals(answer.tree()) && answer.epoch() < own.epoch()) {
      Entrance.Outcome away =
          entrance.turnedAway(
              way,
              "the gateway above the parent %s is of epoch %d, but %d has been seen: an older"
                      .formatted(way.address(), answer.epoch(), own.epoch())
                  + " gateway of the tree is running");
      apart(away.problem(), away.delay());
      return;
    }
    // Another parent is one for this process only: the next start asks the configured one again.
    if (!own.joined(answer.tree(), answer.epoch(), configured).equals(own)) {
      self.identity().change(was -> was.joined(answer.tree(), answer.epoch(), configured));
    }
    members.hear(answer.roster(), answer.tree());
    acknowledged = 0;
    branch.acknowledged(0);
    backoff.reset();
    name = answer.name();
    route.entered(way);
    GatewayName gateway = named(answer.gateway(), answer.ancestors());
    standing =
        new Standing(
            true, true, nanos.getAsLong(), gateway, answer.ancestors(), Set.of(), Set.of(), "", "");
    next = nanos.getAsLong();
    log.log(
        Level.INFO,
        PARENT,
        "joined the tree of the gateway %s (%s) as %s, below %s"
            .formatted(gateway.name(), gateway.url(), name, way.address()));
    listeners.post(each -> each.joined(answer.epoch()));
  }

  // A gateway that was not told its address has the one by which its child reaches it.
  private GatewayName named(GatewayName gateway, List<String> ancestors) {
    if (gateway == null || gateway.url() != null) {
      return gateway;
    }
    if (ancestors.size() > 1 && standing.gateway() != null) {
      return standing.gateway();
    }
    return new GatewayName(gateway.id(), gateway.name(), url());
  }

  private void heartbeat() throws IOException {
    refresh.run();
    Branch.Delta delta = branch.since(acknowledged);
    Roster roster = members.roster();
    long before = nanos.getAsLong();
    sent = delta.to();
    sentAt = before;
    try {
      HeartbeatAnswer answer =
          route
              .current()
              .link()
              .heartbeat(
                  new Heartbeat(
                      self.id(),
                      delta.from(),
                      delta.to(),
                      delta.changes(),
                      roster.epoch(),
                      roster.version()));
      next = before + HEARTBEAT_NANOS;
      take(answer);
    } catch (LinkException e) {
      missed(e, before);
    }
  }

  private void take(HeartbeatAnswer answer) throws IOException {
    Identity own = self.identity().identity();
    if (!own.tree().equals(answer.tree()) || answer.epoch() < own.epoch()) {
      apart(
          "the parent %s is now of tree %s and epoch %d"
              .formatted(address(), answer.tree(), answer.epoch()),
          0);
      return;
    }
    acknowledged = answer.acknowledged();
    branch.acknowledged(acknowledged);
    members.hear(answer.roster(), answer.tree());
    self.site().hear(answer.delivery());
    boolean begun = answer.epoch() > own.epoch();
    if (begun) {
      self.identity().change(was -> was.withEpoch(answer.epoch()));
      listeners.post(each -> each.joined(answer.epoch()));
    }
    standing =
        new Standing(
            true,
            answer.connected(),
            nanos.getAsLong(),
            named(answer.gateway(), answer.ancestors()),
            answer.ancestors(),
            Set.copyOf(answer.wake()),
            Set.copyOf(answer.errands()),
            "",
            "");
    log.log(
        Level.INFO,
        "heartbeat",
        "the parent "
            + address()
            + (answer.connected() ? " has a" : " has no")
            + " way to the gateway");
    if (answer.wake().contains(self.id())) {
      listeners.post(TreeListener::woken);
    }
    if (answer.errands().contains(self.id())) {
      listeners.post(TreeListener::called);
    }
  }

  private void missed(LinkException e, long now) throws IOException {
    if (e.kind() == Kind.NO_SESSION || e.kind() == Kind.REFUSED) {
      apart("the parent " + address() + " wants this node to join again: " + e.getMessage(), 0);
      join();
    } else if (now - standing.heard() > Children.LEASE_NANOS) {
      apart("waiting for the parent " + address() + ": " + e.getMessage(), backoff.afterFailure());
    } else {
      next = now + HEARTBEAT_NANOS;
      log.log(
          Level.WARNING,
          "heartbeat",
          "the parent " + address() + " does not answer: " + e.getMessage());
    }
  }

  private void apart(String problem, long delay) {
    apart(problem, "", delay);
  }

  private void apart(String problem, String above, long delay) {
    standing = standing.apart(problem, above);
    next = nanos.getAsLong() + delay;
    log.log(Level.WARNING, PARENT, problem);
  }

  /**
   * The gateway takes nothing from this process: it has to join again, though its parent knows it.
   */
  void disowned() {
    disowned = true;
  }

  /** The next call is due now. */
  void hurry() {
    next = nanos.getAsLong();
  }

  /** What is meant for the gateway. */
  Upward upward() {
    return upward;
  }

  /** Why there is no way to the gateway. */
  String problem() {
    Standing now = standing;
    if (!now.joined()) {
      return now.problem();
    }
    return now.parentConnected()
        ? "the parent " + address() + " does not answer"
        : "the parent " + address() + " has no way to the gateway itself";
  }

  /** Whether there is a way to the gateway now. */
  boolean isConnected() {
    Standing now = standing;
    return now.joined()
        && now.parentConnected()
        && nanos.getAsLong() - now.heard() <= Children.LEASE_NANOS;
  }

  Standing standing() {
    return standing;
  }

  /** This node's id. */
  String id() {
    return self.id();
  }

  /** The name that the tree knows this node by. */
  String name() {
    return name;
  }

  /** The parent's address, as operators write it. */
  String address() {
    return route.current().address();
  }

  /** The parent's base URL. */
  String url() {
    return route.current().url();
  }

  /** See {@link Tree#moveTo}. */
  void moveTo(String parentUrl) {
    route.moveTo(parentUrl);
  }
}
