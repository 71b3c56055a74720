package org.legim.repair;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.legim.tree.NodeState;
import org.legim.tree.StayingNode;

/**
 * Remembers since when members have not stayed, and when they are given up. After a start of the
 * gateway all have just gone away.
 */
final class Absentees {

  private final String gateway;
  private final RepairTree tree;
  private final long patience;
  private final LongSupplier nanos;
  private final Map<String, Long> since = new HashMap<>();

  /**
   * @param patience how long an absence may take, in nanoseconds
   * @param nanos a monotonic clock
   */
  Absentees(String gateway, RepairTree tree, long patience, LongSupplier nanos) {
    this.gateway = gateway;
    this.tree = tree;
    this.patience = patience;
    this.nanos = nanos;
  }

  /** The nodes as they are now. */
  Census census() {
    long now = nanos.getAsLong();
    List<StayingNode> staying = tree.staying();
    Set<String> members = tree.members();
    Set<String> online = new HashSet<>(Set.of(gateway));
    Set<String> awaited = new HashSet<>(members);
    staying.forEach(node -> awaited.remove(node.id()));
    since.keySet().retainAll(awaited);
    for (String member : members) {
      NodeState state = tree.stateOf(member);
      if (state == NodeState.ONLINE || state == NodeState.DRAINING) {
        online.add(member);
      }
      if (awaited.contains(member) && !isAwaited(member, state, now)) {
        awaited.remove(member);
      }
    }
    return Census.of(gateway, staying, online, awaited, members.size() + 1);
  }

  // A node that leaves hands its copies over by itself, as long as it is there.
  private boolean isAwaited(String node, NodeState state, long now) {
    if (state == NodeState.DRAINING || state == NodeState.MAINTENANCE) {
      since.put(node, now);
      return true;
    }
    return now - since.computeIfAbsent(node, key -> now) < patience;
  }
}
