package org.legim.simulation.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** Checks what must hold, and tells how the fleet is. */
final class Audit {

  private final Fleet fleet;
  private final Copies copies;
  private final Repair repair;

  Audit(Fleet fleet, Repair repair) {
    this.fleet = fleet;
    this.copies = fleet.copies;
    this.repair = repair;
  }

  /** The last disk with an image is lost: that may be only where as many are as it had copies. */
  void lost(int image) {
    assertThat(copies.disksLost[image])
        .as("disks lost with image %d since all its copies were there", image)
        .isGreaterThanOrEqualTo(copies.wanted[image]);
    copies.lose(image);
  }

  /** The books are right, and whoever is in reach has been repaired. */
  void check() {
    boolean idle = repair.isIdle();
    for (int image = 0; image < copies.images(); image++) {
      int good = copies.good[image];
      if (good != staying(image)) {
        throw new AssertionError("image " + image + " is miscounted: " + good);
      }
      if (idle && good > 0 && repair.missing(image) > 0) {
        throw new AssertionError("image " + image + " is forgotten: " + copies.holderIds(image));
      }
    }
  }

  private long staying(int image) {
    return copies.holders(image).stream().filter(node -> node.staying).count();
  }

  /** Each image has the copies that it wants, and no more. */
  void checkAllIsWhole() {
    for (int image = 0; image < copies.images(); image++) {
      if (!copies.isLost(image) && copies.holders(image).size() != fleet.enough(image)) {
        throw new AssertionError("image " + image + " is at " + copies.holderIds(image));
      }
    }
  }

  /** How the fleet is, in a line. */
  String state(String when) {
    List<FleetNode> nodes = fleet.members();
    double[] fullness = nodes.stream().mapToDouble(FleetNode::fullness).sorted().toArray();
    int last = fullness.length - 1;
    long apart = 0;
    long away = 0;
    for (int image = 0; image < copies.images(); image++) {
      apart += branches(image) > 1 ? 1 : 0;
      away += copies.good[image] == 0 && !copies.isLost(image) ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "- %s: %,d nodes on %d branches; %.3f %% of the images on two branches or more, %,d out of"
            + " reach, %,d lost; fullest node %.0f %%, nine of ten below %.0f %%, median %.0f %%,"
            + " emptiest %.0f %%",
        when,
        nodes.size(),
        nodes.stream().map(FleetNode::branch).distinct().count(),
        100.0 * apart / (copies.images() - copies.lost()),
        away,
        copies.lost(),
        100 * fullness[last],
        100 * fullness[last * 9 / 10],
        100 * fullness[last / 2],
        100 * fullness[0]);
  }

  private long branches(int image) {
    return copies.holders(image).stream()
        .filter(node -> node.staying)
        .map(FleetNode::branch)
        .distinct()
        .count();
  }
}
