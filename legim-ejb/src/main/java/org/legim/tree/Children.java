package org.legim.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.legim.link.Caller;
import org.legim.link.Heartbeat;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Member;
import org.legim.link.NodeFacts;
import org.legim.link.NodeStatus;

/**
 * A parent's side of its links: which children it has, whether they live, and whether they can be
 * reached. Thread-safe.
 *
 * <p>A child that the roster has lost while it lived is none any more: it is neither shown nor
 * probed, and no lease of it is waited for. Its session stays for the time of one lease, however
 * often it calls, so that it gets the answer to its last call if that was lost on the way.
 *
 * <p>A child is shown as lost from its join to the first ping that reaches it, as nothing could be
 * sent to it so far.
 */
final class Children {

  /** How long a child may be silent before it counts as lost. */
  static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(6);

  /** Who lives has been heard within this time, as a rule. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(2500);

  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Logger LOG = Logger.getLogger(Children.class.getName());

  private final String self;
  private final Branch branch;
  private final ChildPing ping;
  private final Executor probes;
  private final LongSupplier nanos;
  private final OnceLog log = new OnceLog(LOG);
  private final Map<String, Child> children = new HashMap<>();

  Children(String self, Branch branch, ChildPing ping, Executor probes, LongSupplier nanos) {
    this.self = self;
    this.branch = branch;
    this.ping = ping;
    this.probes = probes;
    this.nanos = nanos;
  }

  /** A child is in; it is online once a ping has reached it. */
  synchronized void accept(NodeFacts facts, String name, String address, Caller caller) {
    Child child = new Child(facts, name, address, caller, nanos.getAsLong());
    Child former = children.put(facts.id(), child);
    if (former != null) {
      child.after(former);
    }
    show(facts.id(), child);
  }

  /**
   * Makes sure that a call comes from a child in its present session.
   *
   * @throws LinkException of kind NO_SESSION if it does not
   */
  synchronized void require(Caller caller) throws LinkException {
    find(caller);
  }

  /**
   * Takes a heartbeat.
   *
   * @return up to which number all changes of the child are known; 0 asks for everything
   */
  synchronized long heard(Heartbeat heartbeat, Caller caller) throws LinkException {
    Child child = find(caller);
    if (!caller.node().equals(heartbeat.node())) {
      throw new LinkException(
          Kind.REFUSED,
          "node " + caller.node() + " sent the heartbeat of node " + heartbeat.node());
    }
    child.heard(nanos.getAsLong());
    if (child.hasLeft()) {
      return heartbeat.to();
    }
    if (heartbeat.from() > child.known()) {
      return 0;
    }
    // An older one that was late on the way says nothing new.
    if (heartbeat.to() >= child.known()) {
      take(caller.node(), child, heartbeat);
      child.known(heartbeat.to());
    }
    return child.known();
  }

  private void take(String id, Child child, Heartbeat heartbeat) {
    if (heartbeat.from() == 0) {
      Set<String> kept =
          heartbeat.changes().stream()
              .map(NodeStatus::id)
              .filter(each -> each != null)
              .collect(Collectors.toSet());
      kept.add(id);
      branch.withdrawAllBut(id, kept);
    }
    for (NodeStatus status : heartbeat.changes()) {
      if (id.equals(status.id())) {
        child.told(status);
        show(id, child);
      } else if (!JoinCheck.isShowable(status)) {
        log.log(Level.WARNING, id, "what " + text(child.direct()) + " says of a node is no sense");
      } else if (status.state().equals(NodeState.GONE)) {
        branch.withdraw(id, status.id());
      } else {
        branch.claim(id, status);
      }
    }
  }

  /**
   * Finds the leases that have run out, and begins the probes that are due.
   *
   * @return the ids of the children that are none any more
   */
  List<String> tick() {
    List<DirectChild> due = new ArrayList<>();
    List<String> gone;
    synchronized (this) {
      long now = nanos.getAsLong();
      gone =
          children.entrySet().stream()
              .filter(each -> each.getValue().hasLeft())
              .filter(each -> each.getValue().isOverdue(now, LEASE_NANOS))
              .map(Map.Entry::getKey)
              .toList();
      gone.forEach(children::remove);
      children.forEach(
          (id, child) -> {
            if (child.isOverdue(now, LEASE_NANOS)) {
              lose(id, child, now);
            } else if (child.claimProbe(now)) {
              due.add(child.direct());
            }
          });
    }
    due.forEach(this::begin);
    return gone;
  }

  private void lose(String id, Child child, long now) {
    if (child.isOnline()) {
      child.lost(now);
      show(id, child);
      log.log(
          Level.WARNING,
          id,
          "lost %s: no heartbeat for %d s; its images, and those below it, cannot be served"
              .formatted(text(child.direct()), TimeUnit.NANOSECONDS.toSeconds(LEASE_NANOS)));
    }
  }

  private void begin(DirectChild child) {
    try {
      probes.execute(() -> probe(child));
    } catch (RejectedExecutionException e) {
      probed(child, null);
    }
  }

  private void probe(DirectChild child) {
    try {
      ping.ping(child);
      probed(child, "");
    } catch (LinkException | RuntimeException e) {
      probed(child, String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param problem empty if the child answered, null if nobody asked it
   */
  private synchronized void probed(DirectChild probed, String problem) {
    Child child = children.get(probed.id());
    if (child == null || child.hasLeft() || !child.direct().equals(probed)) {
      return;
    }
    long now = nanos.getAsLong();
    child.probed(now + PROBE_NANOS);
    if (problem == null || child.isOverdue(now, LEASE_NANOS)) {
      return;
    }
    if (problem.isEmpty()) {
      child.reached();
      show(probed.id(), child);
      log.log(Level.INFO, probed.id(), text(probed) + " is online");
    } else {
      log.log(
          Level.WARNING,
          probed.id(),
          "%s has joined but cannot be reached: %s; if that is not its address, give it node.ip or"
                  .formatted(text(probed), problem)
              + " node.url, and let this node through to its port");
    }
  }

  /**
   * Lets go of the children that the roster has elsewhere, and of those that it has lost: these
   * stay callable for one lease if they lived until now.
   *
   * @return the ids of those that are gone at once
   */
  List<String> keep(Membership members) {
    List<String> gone = new ArrayList<>();
    synchronized (this) {
      long now = nanos.getAsLong();
      for (String id : List.copyOf(children.keySet())) {
        Child child = children.get(id);
        Optional<Member> member = members.find(id);
        boolean lost = member.isEmpty();
        if (lost ? child.hasLeft() : self.equals(member.get().parent())) {
          continue;
        }
        branch.withdrawAllBut(id, Set.of());
        if (lost && !child.isOverdue(now, LEASE_NANOS)) {
          child.left(now);
        } else {
          children.remove(id);
          gone.add(id);
        }
        log.log(
            Level.INFO,
            id,
            text(child.direct()) + (lost ? " is no member any more" : " has another parent now"));
      }
    }
    return gone;
  }

  /** A child that is online. */
  synchronized Optional<DirectChild> online(String id) {
    return Optional.ofNullable(children.get(id)).filter(Child::isOnline).map(Child::direct);
  }

  /** Whether a child that is online has been heard in the last seconds, as it should have been. */
  synchronized boolean isFresh(String id) {
    Child child = children.get(id);
    return child != null && child.isOnline() && !child.isOverdue(nanos.getAsLong(), FRESH_NANOS);
  }

  /** All children, whether they can be reached or not. */
  synchronized List<DirectChild> all() {
    return children.values().stream().filter(child -> !child.hasLeft()).map(Child::direct).toList();
  }

  synchronized boolean isEmpty() {
    return children.values().stream().allMatch(Child::hasLeft);
  }

  private Child find(Caller caller) throws LinkException {
    Child child = children.get(caller.node());
    if (child == null || !child.isOf(caller)) {
      throw new LinkException(
          Kind.NO_SESSION, "node " + caller.node() + " is not in by this session: join again");
    }
    return child;
  }

  private void show(String id, Child child) {
    branch.claim(id, child.status(self));
  }

  private static String text(DirectChild child) {
    return "the child " + child.name() + " (" + child.address() + ")";
  }
}
