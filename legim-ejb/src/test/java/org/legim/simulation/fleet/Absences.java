package org.legim.simulation.fleet;

import org.legim.simulation.fleet.Figures.Cause;

/** Nodes die and come back, each head with its branch. */
final class Absences {

  private final Fleet fleet;
  private final Copies copies;
  private final Repair repair;
  private final Audit audit;
  private final Timers timers;
  private final Figures figures;

  Absences(Fleet fleet, Repair repair, Audit audit, Timers timers, Figures figures) {
    this.fleet = fleet;
    this.copies = fleet.copies;
    this.repair = repair;
    this.audit = audit;
    this.timers = timers;
    this.figures = figures;
  }

  /** A node dies. */
  void die(FleetNode node, Chance.Fate fate) {
    node.up = false;
    loseSight(node);
    if (node.head == null) {
      fleet.below(node).stream().filter(each -> each.up).forEach(this::loseSight);
    }
    if (fate.diskLost()) {
      loseDisk(node);
    }
    boolean outage = fate.seconds() < Repair.AFTER_SECONDS && !fate.diskLost();
    figures.happened(outage ? Cause.OUTAGE : cause(node));
    if (node.head == null || !fate.diskLost()) {
      // The machine of a head is replaced, if need be, by an empty one.
      timers.in(fate.seconds(), () -> comeBack(node));
    }
    fleet.changed();
  }

  private void loseSight(FleetNode node) {
    copies.setStaying(node, false);
    long since = timers.now();
    node.awaySince = since;
    timers.in(Repair.AFTER_SECONDS, () -> giveUp(node, since));
  }

  private void loseDisk(FleetNode node) {
    figures.disksLost++;
    node.diskLost = true;
    for (int image : node.images.toArray()) {
      copies.disksLost[image]++;
      if (copies.holders(image).stream().allMatch(each -> each.diskLost)) {
        audit.lost(image);
      }
    }
  }

  private void giveUp(FleetNode node, long since) {
    if (!node.staying && node.awaySince == since) {
      giveUp(node);
    }
  }

  /** Its copies do not count any more. */
  private void giveUp(FleetNode node) {
    Cause cause = cause(node);
    int[] images = node.images.toArray();
    if (node.diskLost) {
      forget(node);
    }
    for (int image : images) {
      if (repair.missing(image) > 0) {
        figures.least(cause, copies.bytes[image]);
      }
    }
    repair.examine(images, cause);
  }

  private static Cause cause(FleetNode node) {
    return node.branch().up ? Cause.DEATH : Cause.BRANCH_DEATH;
  }

  private void forget(FleetNode node) {
    for (int image : node.images.toArray()) {
      copies.remove(image, node);
    }
    node.gone = node.head != null;
  }

  private void comeBack(FleetNode node) {
    figures.happened(Cause.RETURN);
    if (node.diskLost) {
      giveUp(node);
      node.diskLost = false;
    }
    node.up = true;
    if (node.branch().up) {
      beSeen(node);
    }
    if (node.head == null) {
      fleet.below(node).stream().filter(each -> each.up).forEach(this::beSeen);
    }
  }

  private void beSeen(FleetNode node) {
    copies.setStaying(node, true);
    fleet.changed();
    repair.examine(node.images.toArray(), Cause.RETURN);
  }
}
