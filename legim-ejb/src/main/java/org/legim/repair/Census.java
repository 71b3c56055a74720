package org.legim.repair;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.legim.catalogue.Copies;
import org.legim.tree.StayingNode;

/**
 * The nodes of one moment, and what they mean for the copies that they hold.
 *
 * @param gateway its id
 * @param staying the nodes that stay, by their ids
 * @param online the nodes that can be reached, whether they stay or not
 * @param awaited the nodes that do not stay now, but whose copies count until they are given up
 * @param nodes how many nodes belong to the tree
 */
record Census(
    String gateway,
    Map<String, StayingNode> staying,
    Set<String> online,
    Set<String> awaited,
    int nodes) {

  /**
   * @param staying those that stay
   */
  static Census of(
      String gateway,
      Collection<StayingNode> staying,
      Set<String> online,
      Set<String> awaited,
      int nodes) {
    Map<String, StayingNode> byId = new HashMap<>();
    staying.forEach(node -> byId.put(node.id(), node));
    return new Census(gateway, byId, Set.copyOf(online), Set.copyOf(awaited), nodes);
  }

  /** Whether all copies mean the same in another. */
  boolean isLike(Census other) {
    return other != null
        && staying.keySet().equals(other.staying.keySet())
        && online.equals(other.online)
        && awaited.equals(other.awaited)
        && nodes == other.nodes;
  }

  /** The nodes that stay, with their room. */
  List<StayingNode> stayingNodes() {
    return List.copyOf(staying.values());
  }

  /**
   * How a blob is off.
   *
   * @param damaged the nodes whose copies are known to be worth nothing
   * @param replicas on how many nodes an image should be that asks for no number of its own
   */
  Condition condition(Copies blob, Set<String> damaged, int replicas) {
    Set<String> whole = new HashSet<>(blob.holders());
    whole.removeAll(damaged);
    Set<String> good = new HashSet<>(whole);
    good.retainAll(staying.keySet());
    Set<String> coming = new HashSet<>(whole);
    coming.retainAll(awaited);
    Set<String> inReach = new HashSet<>(whole);
    inReach.retainAll(online);
    Set<String> senders = new HashSet<>(inReach);
    senders.remove(gateway);

    int enough = blob.wanted().enough(replicas, staying.size());
    // What the gateway holds itself, it places.
    int missing = good.contains(gateway) ? 0 : Math.max(0, enough - good.size() - coming.size());
    boolean settled = coming.isEmpty() && whole.size() == blob.holders().size();
    return new Condition(
        good,
        senders,
        missing,
        settled ? Math.max(0, good.size() - enough) : 0,
        inReach.size() < blob.wanted().enough(replicas, nodes),
        inReach.isEmpty());
  }

  /** Those of the nodes that stay. */
  List<StayingNode> of(Collection<String> ids) {
    List<StayingNode> found = new ArrayList<>();
    for (String id : ids) {
      if (staying.containsKey(id)) {
        found.add(staying.get(id));
      }
    }
    return found;
  }

  /**
   * How a blob is off.
   *
   * @param good the staying nodes with a good copy
   * @param senders the members that can send a good copy
   * @param missing how many copies are to be made
   * @param surplus how many copies may go
   * @param tooFew whether fewer good copies can be reached than there should be in this tree
   * @param outOfReach whether none can be reached
   */
  record Condition(
      Set<String> good,
      Set<String> senders,
      int missing,
      int surplus,
      boolean tooFew,
      boolean outOfReach) {}
}
