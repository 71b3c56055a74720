package org.legim.tree;

import java.util.List;
import java.util.Set;
import org.legim.link.GatewayName;

/**
 * How a child stands with its parent at one moment.
 *
 * @param joined whether it is in, as far as it knows
 * @param parentConnected whether the parent itself had a way to the gateway when it last answered
 * @param heard when the parent last answered, in nanoseconds
 * @param gateway the gateway; null before the first join
 * @param ancestors the ids of the nodes above, from the parent up
 * @param wake the nodes, at or below this one, for which the gateway has orders
 * @param errands the nodes, at or below this one, for which it has errands, or that are to leave
 * @param problem why it is not in; empty if it is
 * @param above the same in the words of a node further up, where the way ends; empty if the parent
 *     is the reason
 */
record Standing(
    boolean joined,
    boolean parentConnected,
    long heard,
    GatewayName gateway,
    List<String> ancestors,
    Set<String> wake,
    Set<String> errands,
    String problem,
    String above) {

  static final Standing APART =
      new Standing(
          false, false, 0, null, List.of(), Set.of(), Set.of(), "it has not joined yet", "");

  /** What was heard of the tree stays, but not that this node is in. */
  Standing apart(String why, String whyAbove) {
    return new Standing(false, false, heard, gateway, ancestors, Set.of(), Set.of(), why, whyAbove);
  }
}
