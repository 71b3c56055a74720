package org.legim.drain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.legim.link.Member;
import org.legim.link.NodeStatus;
import org.legim.tree.DecisionException;
import org.legim.tree.StayingNode;

/** The tree, as the gateway's drains see and change it. No call waits for a neighbour. */
public interface DrainTree {

  /** A member by its id or its name, whether it can be reached or not. */
  Optional<Member> member(String idOrName);

  /** All members; the gateway is none. */
  List<Member> members();

  /** Whether a node of this id or name waits to be let in. */
  boolean isPending(String idOrName);

  /** Whether a node can be reached now, on the whole way. */
  boolean isOnline(String node);

  /** How a node is, if it can be reached. */
  Optional<NodeStatus> status(String node);

  /** The name of a node, the gateway included; its id where it has none. */
  String nameOf(String node);

  /** The ids of all members below a node by the roster, the deepest first. */
  List<String> below(String node);

  /** The id of the node above a member by the roster: the gateway's at the top. */
  Optional<String> parentOf(String node);

  /** The nodes that may hold images for others, the gateway included, those that leave excluded. */
  List<StayingNode> staying();

  /** Whether the gateway still waits for nodes to report what they hold. */
  boolean isRecovering();

  /**
   * These nodes leave, and no others: they do not stay, and take no children. What is true of them
   * is true when this returns.
   */
  void setLeaving(Set<String> nodes);

  /** The absence of these nodes is announced, and of no others. */
  void setMaintenance(Set<String> nodes);

  /**
   * Ends the membership of a node that holds nothing, durably.
   *
   * @param newParent gets the members that are away and were last below the node
   * @throws DecisionException of kind CONFLICT while a member below it can be reached
   */
  void retire(String node, String newParent) throws DecisionException;
}
