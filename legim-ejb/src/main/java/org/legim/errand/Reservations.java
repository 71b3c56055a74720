package org.legim.errand;

import java.util.HashMap;
import java.util.Map;

/** Room that drains have set aside at receivers, in bytes: no two of them count on the same. */
public final class Reservations {

  private final Map<String, Map<String, Long>> drains = new HashMap<>();

  /** Sets room aside, in the place of what was set aside for the drain before. */
  public synchronized void reserve(String drain, Map<String, Long> receivers) {
    drains.put(drain, new HashMap<>(receivers));
  }

  /** How much of a node's room is set aside for a drain. */
  public synchronized long of(String drain, String node) {
    return drains.getOrDefault(drain, Map.of()).getOrDefault(node, 0L);
  }

  /** How much of a node's room is set aside for all drains. */
  public synchronized long all(String node) {
    return drains.values().stream().mapToLong(each -> each.getOrDefault(node, 0L)).sum();
  }

  /**
   * A copy has been sent on its way, and is counted as that from now on. One that goes elsewhere
   * than was planned needs no room any more where it was to go.
   */
  public synchronized void take(String drain, String node, long bytes) {
    Map<String, Long> receivers = drains.get(drain);
    if (receivers == null) {
      return;
    }
    long left = takeAt(receivers, node, bytes);
    for (String other : receivers.keySet().toArray(new String[0])) {
      left = takeAt(receivers, other, left);
    }
  }

  private static long takeAt(Map<String, Long> receivers, String node, long bytes) {
    long taken = Math.min(bytes, receivers.getOrDefault(node, 0L));
    if (taken > 0) {
      receivers.merge(node, -taken, Long::sum);
    }
    return bytes - taken;
  }

  /** A copy did not arrive, and will be tried again. */
  public synchronized void giveBack(Flights.Flight flight) {
    Map<String, Long> receivers = flight.drain().map(drains::get).orElse(null);
    if (receivers != null) {
      receivers.merge(flight.receiver(), flight.bytes(), Long::sum);
    }
  }

  /** A drain has ended. */
  public synchronized void free(String drain) {
    drains.remove(drain);
  }
}
