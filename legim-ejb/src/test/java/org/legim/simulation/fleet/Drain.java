package org.legim.simulation.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.legim.simulation.fleet.Figures.Cause;

/**
 * Nodes leave: what has too few copies then goes to the nearest node above that has room; a head
 * that is fuller than the nodes below it passes on to them what it got.
 */
final class Drain {

  /** So much fuller than the mean below it may be a head. */
  private static final double TOLERANCE = 1.1;

  private final Fleet fleet;
  private final Copies copies;
  private final Figures figures;

  Drain(Fleet fleet, Figures figures) {
    this.fleet = fleet;
    this.copies = fleet.copies;
    this.figures = figures;
  }

  /** A node leaves, with those below it. */
  void retire(FleetNode node) {
    Cause cause = node.head == null ? Cause.BRANCH_DRAIN : Cause.DRAIN;
    figures.happened(cause);
    List<FleetNode> leavers = Stream.concat(fleet.below(node).stream(), Stream.of(node)).toList();
    leavers.forEach(each -> copies.setStaying(each, false));
    fleet.changed();
    for (FleetNode leaver : leavers) {
      for (int image : leaver.images.toArray()) {
        handOver(image, node.head, cause);
        copies.remove(image, leaver);
      }
      leaver.gone = true;
    }
    if (node.head != null) {
      relieve(node.head);
    }
    figures.moved(cause, fleet.place());
  }

  private void handOver(int image, FleetNode head, Cause cause) {
    long bytes = copies.bytes[image];
    while (copies.good[image] < fleet.enough(image)) {
      figures.least(cause, bytes);
      figures.moved(cause, bytes);
      if (head != null && !copies.has(image, head) && head.free() >= bytes) {
        copies.add(image, head);
        head.received.add(image);
      } else if (!copies.has(image, fleet.gateway)) {
        copies.add(image, fleet.gateway);
      } else {
        copies.add(image, fleet.receiver(image).orElseThrow());
      }
    }
  }

  private void relieve(FleetNode head) {
    List<FleetNode> below = fleet.below(head).stream().filter(node -> node.staying).toList();
    while (!head.received.isEmpty() && isTooFull(head, below)) {
      int image = head.received.removeAny();
      if (!copies.isLost(image) && copies.has(image, head)) {
        pass(image, head, below);
      }
    }
  }

  private void pass(int image, FleetNode head, List<FleetNode> below) {
    int bytes = copies.bytes[image];
    below.stream()
        .filter(node -> !copies.has(image, node) && node.free() >= bytes)
        .min(Comparator.comparingDouble(FleetNode::fullness))
        .ifPresent(
            node -> {
              copies.add(image, node);
              copies.remove(image, head);
              figures.moved(Cause.DRAIN, bytes);
            });
  }

  private static boolean isTooFull(FleetNode head, List<FleetNode> below) {
    double mean = below.stream().mapToDouble(FleetNode::fullness).average().orElse(1);
    return head.fullness() > mean * TOLERANCE;
  }
}
