package org.legim.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.legim.tree.StayingNode;

/**
 * Picks which of too many copies of a blob to let go: the gateway's own first, as its disk is to
 * stay free; then one on a branch that has another; then that of the node with the least room.
 */
public final class SurplusChoice {

  private final String gateway;

  /**
   * @param gateway the gateway's id
   */
  public SurplusChoice(String gateway) {
    this.gateway = gateway;
  }

  /**
   * Picks one copy.
   *
   * @param holders the staying nodes that hold the blob
   * @return whose it is; empty if there are none
   */
  public Optional<StayingNode> choose(Collection<StayingNode> holders) {
    Map<String, Integer> copies = new HashMap<>();
    holders.forEach(node -> copies.merge(node.branch(), 1, Integer::sum));
    return holders.stream()
        .min(
            Comparator.comparing((StayingNode node) -> !node.id().equals(gateway))
                .thenComparing(node -> copies.get(node.branch()) == 1)
                .thenComparing(StayingNode::bytesFree)
                .thenComparing(StayingNode::id));
  }
}
