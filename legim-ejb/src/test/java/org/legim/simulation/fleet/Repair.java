package org.legim.simulation.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.legim.simulation.fleet.Figures.Cause;

/**
 * Copies anew what has too few copies, the most endangered first and at most so many bytes a
 * second; lets go of what there is too much of.
 */
final class Repair {

  /** What {@code repair.after} and {@code repair.rate} are by default. */
  static final long AFTER_SECONDS = 600;

  static final long BYTES_PER_SECOND = 20_000_000;

  private final Fleet fleet;
  private final Copies copies;
  private final Figures figures;

  /** By the number of good copies, from one on. */
  private final List<ArrayDeque<Integer>> queues = new ArrayList<>();

  /** By image, in which of the queues it is, from one on. */
  private final byte[] queued;

  /** By image, why it is. */
  private final Cause[] causes;

  /** By image, since when it waits for its repair, in seconds. */
  private final int[] since;

  private long now;
  private double budget;

  Repair(Fleet fleet, Figures figures) {
    this.fleet = fleet;
    this.copies = fleet.copies;
    this.figures = figures;
    this.queued = new byte[copies.images()];
    this.causes = new Cause[copies.images()];
    this.since = new int[copies.images()];
  }

  /** Repairs until a time, in seconds. */
  void advance(long until) {
    budget += (double) (until - now) * BYTES_PER_SECOND;
    now = until;
    while (budget > 0 && !isIdle()) {
      repairNext();
    }
    if (isIdle()) {
      budget = Math.min(budget, 0);
    }
  }

  boolean isIdle() {
    return queues.stream().allMatch(ArrayDeque::isEmpty);
  }

  /** Looks at images whose holders have changed, and why that is. */
  void examine(int[] images, Cause cause) {
    for (int image : images) {
      int good = copies.good[image];
      int waiting = queued[image];
      if (copies.isLost(image)) {
        continue;
      }
      if (missing(image) <= 0) {
        causes[image] = null;
        queued[image] = 0;
        dropSurplus(image);
        continue;
      }
      causes[image] = causes[image] == null ? cause : causes[image];
      if (good > 0 && waiting == 0) {
        since[image] = (int) now;
        enqueue(image);
      } else if (good > 0 && good < waiting) {
        enqueue(image);
      }
    }
  }

  private void enqueue(int image) {
    int good = copies.good[image];
    while (queues.size() < good) {
      queues.add(new ArrayDeque<>());
    }
    queued[image] = (byte) good;
    queues.get(good - 1).add(image);
  }

  private void repairNext() {
    ArrayDeque<Integer> queue =
        queues.stream().filter(each -> !each.isEmpty()).findFirst().orElseThrow();
    int image = queue.remove();
    if (queued[image] != queues.indexOf(queue) + 1) {
      return; // whole since, or more endangered and queued as that
    }
    queued[image] = 0;
    if (missing(image) <= 0) {
      causes[image] = null;
      return;
    }
    if (copies.good[image] == 0) {
      return; // looked at again when one of its holders comes back
    }
    Optional<FleetNode> receiver = fleet.receiver(image);
    if (receiver.isEmpty()) {
      figures.stuck++;
      return;
    }
    copies.add(image, receiver.get());
    budget -= copies.bytes[image];
    figures.moved(causes[image], copies.bytes[image]);
    if (missing(image) > 0) {
      enqueue(image);
    } else {
      causes[image] = null;
      figures.repaired(AFTER_SECONDS + now - (long) (budget / BYTES_PER_SECOND) - since[image]);
    }
  }

  /** How many copies an image lacks beside those that may be back soon. */
  int missing(int image) {
    return fleet.enough(image) - copies.good[image] - awaited(image);
  }

  private int awaited(int image) {
    int awaited = 0;
    for (FleetNode node : copies.holders(image)) {
      if (!node.staying && now - node.awaySince < AFTER_SECONDS) {
        awaited++;
      }
    }
    return awaited;
  }

  private void dropSurplus(int image) {
    while (awaited(image) == 0 && copies.good[image] > fleet.enough(image)) {
      copies.remove(image, fleet.surplus(image));
      figures.dropped++;
    }
  }
}
