package org.legim.errand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.legim.tree.StayingNode;

/**
 * What receivers can take now for one drain: what it has reserved there, or what is left beside all
 * reservations and all copies on their way.
 */
public final class LiveRoom implements Receivers.Room {

  private final String drain;
  private final Flights flights;
  private final Reservations reservations;
  private final Setbacks setbacks;
  private final Map<String, Long> bytesFree = new HashMap<>();

  /**
   * @param drain its id; an empty text for none, which has reserved nothing
   * @param staying the nodes that stay, as they are now
   */
  public LiveRoom(
      String drain,
      List<StayingNode> staying,
      Flights flights,
      Reservations reservations,
      Setbacks setbacks) {
    this.drain = drain;
    this.flights = flights;
    this.reservations = reservations;
    this.setbacks = setbacks;
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
