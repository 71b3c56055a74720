package org.legim.drain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.DrainRecord.State;
import org.legim.config.KillPoint;
import org.legim.link.DrainNotice;
import org.legim.link.Member;
import org.legim.tree.DecisionException;

/**
 * The drains that are under way, and how they begin and end. Its lock guards these decisions; each
 * is durable before anybody sees it. What is read takes no lock.
 */
final class Register {

  private static final Logger LOG = Logger.getLogger(Register.class.getName());

  private final Shared shared;
  private final Clock clock;
  private final Consumer<Drain> ended;
  private final Map<String, Drain> drains = new ConcurrentHashMap<>();
  private final Notices notices = new Notices();
  private volatile Map<String, LeavingNode> leaving = Map.of();

  /**
   * @param ended hears of drains that have ended, under the lock
   */
  Register(Shared shared, Clock clock, Consumer<Drain> ended) {
    this.shared = shared;
    this.clock = clock;
    this.ended = ended;
  }

  /** Goes on with what the book says is under way. */
  synchronized void start() {
    List<DrainRecord> all = shared.site().book().all();
    for (DrainRecord record : all) {
      if (record.state() == State.DRAINING) {
        drains.put(record.id(), resumed(record));
      } else {
        notices.add(record);
      }
    }
    publish();
    all.forEach(this::finishLeft);
    drains().forEach(this::endIfDone); // killed after the last of them had left, and before the end
  }

  private Drain resumed(DrainRecord record) {
    Drain drain = new Drain(record, shared);
    for (Leaver leaver : record.leavers()) {
      drain
          .departure(leaver.node())
          .resume(
              shared.site().book().handedOverBy(record.id(), leaver.node()),
              shared.site().ledger().countHeldBy(leaver.node()));
    }
    LOG.log(Level.INFO, "drain {0} of {1} goes on", new Object[] {record.id(), record.name()});
    return drain;
  }

  // It was killed between the entry that a node is gone and the end of its membership, or before a
  // node had heard that it stays.
  private void finishLeft(DrainRecord record) {
    for (Leaver leaver : record.leavers()) {
      Optional<Member> member = shared.site().tree().member(leaver.node());
      if (member
          .filter(known -> leaver.run() != null && leaver.run().equals(known.run()))
          .isEmpty()) {
        continue;
      }
      if (leaver.state() == State.GONE) {
        finish(leaver);
      } else if (!leaving.containsKey(leaver.node())) {
        notices.tell(leaver.node());
      }
    }
  }

  private void finish(Leaver leaver) {
    try {
      shared.site().tree().retire(leaver.node(), newParent(leaver.node()));
    } catch (DecisionException e) {
      LOG.log(Level.WARNING, leaver.name() + " has left, but is still a member", e);
    }
  }

  /** The drains that are under way, the oldest first. */
  List<Drain> drains() {
    return drains.values().stream()
        .sorted(
            Comparator.<Drain>comparingLong(drain -> drain.record().begun())
                .thenComparing(drain -> drain.record().node()))
        .toList();
  }

  Optional<Drain> drain(String id) {
    return Optional.ofNullable(drains.get(id));
  }

  /** What becomes of a node that leaves; empty if it does not, or has left. */
  Optional<LeavingNode> departure(String node) {
    return Optional.ofNullable(leaving.get(node));
  }

  /** The nodes that leave. */
  Set<String> leaving() {
    return leaving.keySet();
  }

  /** Whether a process has handed over everything, and is the process of no member any more. */
  Optional<DrainNotice> gone(String node, String run) {
    for (Drain drain : drains.values()) {
      if (Notices.gone(drain, node, run).isPresent()) {
        synchronized (this) { // that it is gone may be being taken back
          return Notices.gone(drain, node, run);
        }
      }
    }
    return notices.gone(node, run);
  }

  /** There are new holders: looks again at what leaving nodes hold. */
  void lookAgain() {
    leaving.values().forEach(LeavingNode::lookAgain);
  }

  Notices notices() {
    return notices;
  }

  /** Begins a drain of the last node of a plan, with all those of the plan that can be reached. */
  synchronized Drain begin(Cause cause, Planner.Plan plan) {
    List<Leaver> leavers = new ArrayList<>();
    StopPlan.Step root = plan.steps().get(plan.steps().size() - 1);
    for (StopPlan.Step step : plan.steps()) {
      // Who asks to leave is there, whether its heartbeats have come through or not.
      boolean there = step.online() || cause == Cause.STOP && step == root;
      shared.site().tree().member(step.node()).ifPresent(m -> leavers.add(leaver(m, there)));
    }
    DrainRecord record =
        new DrainRecord(
            UUID.randomUUID().toString(),
            root.node(),
            root.name(),
            cause,
            State.DRAINING,
            leavers,
            clock.millis(),
            0,
            plan.blobs(),
            plan.bytes(),
            null);
    shared.site().book().save(record);
    KillPoint.DRAIN_SAVED.reached();
    Drain drain = new Drain(record, shared);
    drains.put(record.id(), drain);
    publish();
    LOG.log(Level.INFO, "{0} begins, with {1} nodes", new Object[] {drain.line(), leavers.size()});
    endIfDone(drain); // the last of them may have gone away since it was planned
    return drain;
  }

  // One that is away does not leave: it belongs to the node above once those have left.
  private static Leaver leaver(Member member, boolean there) {
    return new Leaver(
        member.id(),
        member.name(),
        member.parent(),
        there ? member.run() : null,
        there ? State.DRAINING : State.KEPT);
  }

  /** Reserves the room of a drain, as planned. */
  synchronized void reserve(Drain drain, Planner.Plan plan) {
    if (drains.containsKey(drain.id())) {
      shared.reservations().reserve(drain.id(), plan.receivers());
      drain.planned(plan);
    }
  }

  /** An operator wants what a stop has begun: it outlives the node's process. */
  synchronized void retire(Drain drain) {
    DrainRecord r = drain.record();
    if (r.cause() == Cause.STOP && drains.containsKey(r.id())) {
      save(drain, Changes.toRetire(r));
    }
  }

  /** A node that leaves has another process than it had. */
  synchronized void joined(String node, String run) {
    LeavingNode departure = leaving.get(node);
    Leaver leaver = departure == null ? null : departure.drain().leaver(node).orElseThrow();
    if (leaver == null || run.equals(leaver.run())) {
      return;
    }
    Drain drain = departure.drain();
    shared.flights().abandon(node).forEach(flight -> shared.reservations().giveBack(flight));
    if (drain.record().cause() == Cause.RETIRE) {
      save(drain, drain.with(node, each -> Changes.of(each, run, State.DRAINING)));
      departure.lookAgain();
    } else if (node.equals(drain.record().node())) {
      end(drain, State.KEPT, leaver.name() + " was started again before all was handed over");
    } else {
      keep(drain, node);
    }
  }

  /** One node of a drain stays, as it has stopped and come back, or was forgotten. */
  synchronized void keep(Drain drain, String node) {
    save(drain, drain.with(node, each -> Changes.of(each, each.run(), State.KEPT)));
    publish();
    endIfDone(drain);
  }

  /** A node that was away when a drain began is back below a leaving one: it leaves too. */
  synchronized void takeAlong(Drain drain, Member member) {
    if (drains.containsKey(drain.id())) {
      save(drain, drain.with(member.id(), each -> Changes.of(each, member.run(), State.DRAINING)));
      publish();
    }
  }

  /**
   * Lets a node go that holds nothing, as it says itself.
   *
   * @return whether it is gone; if not, something or somebody is still there
   */
  synchronized boolean letGo(LeavingNode departure) {
    String node = departure.node();
    Drain drain = departure.drain();
    if (leaving.get(node) != departure || !isEmpty(node) || hasChildren(node)) {
      return false;
    }
    DrainRecord before = drain.record();
    KillPoint.BEFORE_GONE.reached();
    save(drain, drain.with(node, each -> Changes.of(each, each.run(), State.GONE)));
    try {
      shared.site().tree().retire(node, newParent(node));
    } catch (DecisionException e) {
      if (e.kind() == DecisionException.Kind.CONFLICT) {
        LOG.log(Level.INFO, "a node cannot leave yet: {0}", e.getMessage());
        save(drain, before);
        return false;
      }
    } catch (RuntimeException e) {
      save(drain, before);
      throw e;
    }
    publish();
    endIfDone(drain);
    KillPoint.GONE_SAVED.reached();
    return true;
  }

  private boolean isEmpty(String node) {
    return !shared.site().tree().isRecovering()
        && shared.site().ledger().countHeldBy(node) == 0
        && !shared.site().ledger().awaited().contains(node);
  }

  private boolean hasChildren(String node) {
    return shared.site().tree().members().stream()
        .filter(member -> node.equals(member.parent()))
        .anyMatch(
            child -> leaving.containsKey(child.id()) || shared.site().tree().isOnline(child.id()));
  }

  private String newParent(String node) {
    Set<String> passed = new HashSet<>();
    String parent = node;
    do {
      parent = shared.site().tree().parentOf(parent).orElse(shared.site().self());
    } while (leaving.containsKey(parent) && passed.add(parent));
    return parent;
  }

  private void endIfDone(Drain drain) {
    if (drain.leaving().isEmpty()) {
      boolean left =
          drain
              .leaver(drain.record().node())
              .filter(root -> root.state() == State.GONE)
              .isPresent();
      end(drain, left ? State.GONE : State.KEPT, left ? null : "it was away, or forgotten");
    }
  }

  /** Ends a drain; those of its nodes that have not left stay. */
  synchronized void end(Drain drain, State state, String reason) {
    DrainRecord done = Changes.toEnd(drain.record(), state, clock.millis(), reason);
    List<Leaver> stay = drain.leaving();
    save(drain, done);
    notices.add(done);
    stay.forEach(each -> notices.tell(each.node()));
    drains.remove(drain.id());
    publish();
    shared.reservations().free(drain.id());
    if (drains.isEmpty()) {
      shared.setbacks().clear();
    }
    LOG.log(
        Level.INFO,
        "{0}: it has ended as {1}{2}",
        new Object[] {drain.line(), state, reason == null ? "" : ": " + reason});
    ended.accept(drain);
  }

  private void save(Drain drain, DrainRecord record) {
    shared.site().book().save(record);
    drain.become(record);
  }

  // First the tree, so that whoever finds a departure finds its node not staying.
  private void publish() {
    Map<String, LeavingNode> now = new HashMap<>();
    for (Drain drain : drains.values()) {
      drain.leaving().forEach(each -> now.put(each.node(), drain.departure(each.node())));
    }
    shared.site().tree().setLeaving(Set.copyOf(now.keySet()));
    leaving = Map.copyOf(now);
  }
}
