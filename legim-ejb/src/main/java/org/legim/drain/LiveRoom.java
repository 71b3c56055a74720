package org.legim.drain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.legim.tree.StayingNode;

/**
 * What receivers can take now for one drain: what it has reserved there, or what is left beside all
 * reservations and all copies on their way.
 */
final class LiveRoom implements Receivers.Room {

  private final String drain;
  private final Flights flights;
  private final Reservations reservations;
  private final Setbacks setbacks;
  private final Map<String, Long> bytesFree = new HashMap<>();

  LiveRoom(String drain, List<StayingNode> staying, Shared shared) {
    this.drain = drain;
    this.flights = shared.flights();
    this.reservations = shared.reservations();
    this.setbacks = shared.setbacks();
    staying.forEach(node -> bytesFree.put(node.id(), node.bytesFree()));
  }

  @Override
  public boolean has(String node, long bytes) {
    return !setbacks.isFull(node) && (reservations.of(drain, node) >= bytes || free(node) >= bytes);
  }

  @Override
  public long free(String node) {
    return bytesFree.getOrDefault(node, 0L) - flights.bytes(node) - reservations.all(node);
  }
}
