package org.legim.simulation.fleet;

import java.util.List;
import java.util.SplittableRandom;
import org.legim.simulation.fleet.Figures.Cause;

/** A large fleet whose nodes join, leave, die and come back at random, in virtual time. */
final class FleetSimulation {

  private static final int CHECKS = 10;

  private final Size size;
  private final Chance chance;
  private final Fleet fleet;
  private final Figures figures = new Figures();
  private final Repair repair;
  private final Drain drain;
  private final Audit audit;
  private final Timers timers;
  private final Absences absences;

  FleetSimulation(Size size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.size = size;
    this.chance = new Chance(random);
    this.fleet = new Fleet(size.images, size.meanCapacity(), random);
    this.repair = new Repair(fleet, figures);
    this.drain = new Drain(fleet, figures);
    this.audit = new Audit(fleet, repair);
    this.timers = new Timers(repair::advance);
    this.absences = new Absences(fleet, repair, audit, timers, figures);
  }

  /**
   * How large the fleet is.
   *
   * @param branches how many nodes are below the gateway itself at first
   * @param meanSeconds how long it is from an event to the next, on average; coming back is one
   *     more event, at its own time
   */
  record Size(int nodes, int branches, int images, int events, double meanSeconds) {

    /** By which two copies of all images take a good third of all room. */
    long meanCapacity() {
      return (long) (2 * Chance.MEAN_BYTES * images / nodes / 0.36);
    }
  }

  /** Plays it, checks it, and tells what it took. */
  Figures run() {
    settle();
    figures.state(audit.state("at first"));
    play();
    figures.state(audit.state("after " + timers.now() / 86_400 + " days"));
    while (!timers.isEmpty()) {
      timers.runNext();
    }
    while (!repair.isIdle()) {
      timers.passTo(timers.now() + 1);
    }
    audit.check();
    audit.checkAllIsWhole();
    figures.state(audit.state("once all are back"));
    return figures;
  }

  private void settle() {
    for (int i = 0; i < size.nodes; i++) {
      fleet.join(i < size.branches ? null : chance.oneOf(heads()));
    }
    for (int image = 0; image < size.images; image++) {
      fleet.copies.bytes[image] = chance.length();
      fleet.copies.wanted[image] = chance.copies();
      fleet.copies.add(image, fleet.gateway);
      fleet.place();
    }
  }

  private void play() {
    long next = chance.untilNext(size.meanSeconds);
    for (int check = 1; figures.events() < size.events; ) {
      if (timers.isDue(next)) {
        timers.runNext();
      } else {
        timers.passTo(next);
        happen();
        next = timers.now() + chance.untilNext(size.meanSeconds);
      }
      if (figures.events() >= (long) check * size.events / CHECKS) {
        audit.check();
        check++;
      }
    }
  }

  private void happen() {
    fleet.changed();
    List<FleetNode> members = fleet.members();
    if (chance.joins(members.size(), size.nodes)) {
      join();
    } else if (chance.leaves()) {
      leave(chance.oneOf(members.stream().filter(node -> node.head != null).toList()));
    } else {
      absences.die(chance.oneOf(members), chance.fate());
    }
  }

  private void join() {
    figures.happened(Cause.JOIN);
    List<FleetNode> heads = heads();
    fleet.join(heads.size() < size.branches ? null : chance.oneOf(heads));
  }

  private List<FleetNode> heads() {
    return fleet.members().stream().filter(node -> node.head == null).toList();
  }

  private void leave(FleetNode node) {
    boolean whole = fleet.below(node.head).stream().allMatch(each -> each.staying);
    drain.retire(whole && chance.wholeBranchLeaves() ? node.head : node);
  }
}
