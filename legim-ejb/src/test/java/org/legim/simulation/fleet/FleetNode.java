package org.legim.simulation.fleet;

import org.legim.tree.StayingNode;

/** A node, as a disk at a place of the tree: at the top, below the gateway, or below a head. */
final class FleetNode {

  final int number;
  final String id;
  final FleetNode head;
  final long capacity;
  final IntBag images = new IntBag();

  /** What a head has got by drains and may pass on. */
  final IntBag received = new IntBag();

  long used;

  /** Whether its process runs. */
  boolean up = true;

  /** Whether it is online, as is its head, and not to leave. */
  boolean staying;

  /** Whether its disk will not come back. */
  boolean diskLost;

  /** Whether it does not belong to the tree any more. */
  boolean gone;

  /** When it was lost, in seconds. */
  long awaySince;

  /**
   * @param head the gateway's child above it; null for the gateway and its children
   */
  FleetNode(int number, FleetNode head, long capacity) {
    this.number = number;
    this.id = Integer.toString(number);
    this.head = head;
    this.capacity = capacity;
  }

  FleetNode branch() {
    return head == null ? this : head;
  }

  long free() {
    return capacity - used;
  }

  double fullness() {
    return (double) used / capacity;
  }

  StayingNode asStaying() {
    return new StayingNode(id, free(), branch().id);
  }
}
