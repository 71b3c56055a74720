package org.legim.repair;

import java.util.List;
import java.util.Set;
import org.legim.tree.NodeState;
import org.legim.tree.StayingNode;

/** The tree, as the gateway's repairs see it. No call waits for a neighbour. */
public interface RepairTree {

  /** The ids of all members, whether they can be reached or not; the gateway is none. */
  Set<String> members();

  /** The nodes that may hold images for others, the gateway included, those that leave excluded. */
  List<StayingNode> staying();

  /** How a member is. */
  NodeState stateOf(String node);

  /** The name of a node; its id where it has none. */
  String nameOf(String node);

  /** Whether the gateway still waits for nodes to report what they hold. */
  boolean isRecovering();
}
