package org.legim.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.State;
import org.legim.link.DrainNotice;
import org.legim.link.DrainNotice.Phase;
import org.legim.link.Leave;
import org.legim.link.Member;
import org.legim.tree.DecisionException;
import org.legim.tree.DecisionException.Kind;

/** What operators and nodes ask for: that a node leaves. Holds the register's lock to decide. */
final class Requests {

  private final Drains.Site site;
  private final DrainTree tree;
  private final Register register;
  private final Planner planner;
  private final Obstacles obstacles;
  private final Absences absences;
  private final Speed speed;

  Requests(Shared shared, Register register, Absences absences, Speed speed) {
    this.site = shared.site();
    this.tree = site.tree();
    this.register = register;
    this.planner = new Planner(shared);
    this.obstacles = new Obstacles(tree);
    this.absences = absences;
    this.speed = speed;
  }

  /** See {@link Drains#plan}. */
  StopPlan plan(String idOrName) throws DecisionException {
    Member member = member(idOrName);
    Optional<Drain> underWay = drainOf(member.id());
    Planner.Plan plan =
        underWay.isPresent() && underWay.get().record().node().equals(member.id())
            ? planOf(underWay.get())
            : planOf(member.id());
    List<String> why = new ArrayList<>();
    if (tree.isRecovering()) {
      why.add(recovering());
    }
    why.addAll(obstacles.ofAbsence(plan.steps()));
    why.addAll(obstacles.ofRoom(plan));
    return plan.shown(tree, speed.secondsFor(plan.bytes()), why);
  }

  /** See {@link Drains#retire}. */
  Drain retire(String idOrName, boolean force) throws DecisionException, DrainRefusedException {
    synchronized (register) {
      Member member = member(idOrName);
      Optional<Drain> underWay = drainOf(member.id());
      if (underWay.isPresent()) {
        if (underWay.get().record().node().equals(member.id())) {
          register.retire(underWay.get());
        }
        return underWay.get();
      }
      if (tree.isRecovering()) {
        throw new DecisionException(Kind.CONFLICT, recovering());
      }
      Planner.Plan plan = planOf(member.id());
      List<String> away = obstacles.ofAbsence(plan.steps());
      if (!away.isEmpty() && !(force && tree.isOnline(member.id()))) {
        throw new DecisionException(Kind.CONFLICT, String.join("; ", away));
      }
      List<String> room = obstacles.ofRoom(plan);
      if (!room.isEmpty()) {
        throw new DrainRefusedException(plan.shown(tree, speed.secondsFor(plan.bytes()), room));
      }
      return begin(Cause.RETIRE, plan);
    }
  }

  /** See {@link Drains#leave}. */
  DrainNotice leave(Leave leave) {
    String node = leave.node();
    Optional<DrainNotice> gone = register.gone(node, leave.run());
    if (gone.isPresent()) {
      return gone.get();
    }
    if (absences.isAnnounced(node)) {
      return new DrainNotice(null, Phase.KEEP, "its absence is announced");
    }
    synchronized (register) {
      Optional<Drain> underWay = drainOf(node);
      if (underWay.isPresent()) {
        return draining(underWay.get());
      }
      Optional<Member> member = tree.member(node);
      if (member.isPresent() && !leave.run().equals(member.get().run())) {
        return new DrainNotice(null, Phase.REFUSED, "node " + node + " has been started again");
      }
      if (member.isEmpty()) {
        return new DrainNotice(null, Phase.REFUSED, "node " + node + " is no member of this tree");
      }
      if (tree.isRecovering()) {
        return draining(register.begin(Cause.STOP, unknown(leavers(node))));
      }
      Planner.Plan plan = planOf(node);
      List<String> room = obstacles.ofRoom(plan);
      return room.isEmpty()
          ? draining(begin(Cause.STOP, plan))
          : new DrainNotice(null, Phase.REFUSED, String.join("; ", room));
    }
  }

  private static DrainNotice draining(Drain drain) {
    return new DrainNotice(drain.id(), Phase.DRAINING, null);
  }

  private Drain begin(Cause cause, Planner.Plan plan) {
    Drain drain = register.begin(cause, plan);
    register.reserve(drain, plan);
    return drain;
  }

  /** Plans a drain that could not be planned when it began, or before this gateway's start. */
  void planLate(Drain drain) {
    synchronized (register) {
      Planner.Plan plan = planOf(drain);
      register.reserve(drain, plan);
      obstacles.ofRoom(plan).forEach(drain.errors()::add);
    }
  }

  private Planner.Plan planOf(Drain drain) {
    List<String> leavers = new ArrayList<>();
    drain.leaving().forEach(each -> leavers.add(each.node()));
    List<String> others =
        register.leaving().stream().filter(each -> !leavers.contains(each)).toList();
    return planner.plan(drain.id(), leavers, others);
  }

  private Planner.Plan planOf(String node) {
    return planner.plan("", leavers(node), register.leaving());
  }

  private List<String> leavers(String node) {
    List<String> leavers = new ArrayList<>(tree.below(node));
    leavers.removeAll(register.leaving());
    leavers.add(node);
    return leavers;
  }

  // While nodes' reports are missing, nobody knows what there is to copy.
  private Planner.Plan unknown(List<String> leavers) {
    List<StopPlan.Step> steps =
        leavers.stream()
            .map(id -> new StopPlan.Step(id, tree.nameOf(id), tree.isOnline(id), 0, 0))
            .toList();
    return new Planner.Plan(steps, 0, 0, 0, Map.of(), Map.of(), 0);
  }

  private Optional<Drain> drainOf(String node) {
    return register.departure(node).map(LeavingNode::drain);
  }

  private Member member(String idOrName) throws DecisionException {
    if (idOrName.equals(site.self()) || idOrName.equals(tree.nameOf(site.self()))) {
      throw new DecisionException(
          Kind.CONFLICT,
          idOrName + " is the gateway: it cannot leave its tree, and stops with all of it");
    }
    Optional<Member> member = tree.member(idOrName);
    if (member.isPresent()) {
      return member.get();
    }
    throw tree.isPending(idOrName)
        ? new DecisionException(
            Kind.CONFLICT, idOrName + " waits to be let in, and holds nothing: refuse it instead")
        : new DecisionException(
            Kind.UNKNOWN,
            "No node with the id or the name " + idOrName + " is a member of this tree");
  }

  private static String recovering() {
    return "the gateway is recovering: nodes have not reported yet what they hold";
  }

  /** See {@link Drains#cancel}. */
  void cancel(String id, String name) throws DecisionException {
    synchronized (register) {
      Drain drain =
          register
              .drain(id)
              .orElseThrow(
                  () ->
                      new DecisionException(
                          Kind.CONFLICT, "the drain of " + name + " has ended already"));
      String above = tree.parentOf(drain.record().node()).orElse(site.self());
      Optional<Drain> other = drainOf(above).filter(each -> each != drain);
      if (other.isPresent()) {
        throw new DecisionException(
            Kind.CONFLICT,
            "%s above %s leaves too: cancel drain %s first"
                .formatted(tree.nameOf(above), name, other.get().id()));
      }
      register.end(drain, State.CANCELLED, "an operator has cancelled it");
    }
  }

  /** See {@link Drains#maintenance}. */
  void maintenance(String idOrName, Duration time) throws DecisionException {
    synchronized (register) {
      Member member = member(idOrName);
      Optional<Drain> underWay = drainOf(member.id());
      if (underWay.isPresent()) {
        throw new DecisionException(
            Kind.CONFLICT,
            member.name() + " is leaving already: cancel drain " + underWay.get().id() + " first");
      }
      absences.announce(member.id(), time);
    }
  }
}
