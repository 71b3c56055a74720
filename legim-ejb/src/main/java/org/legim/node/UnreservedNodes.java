package org.legim.node;

import java.util.List;
import org.legim.flow.StayingNodes;
import org.legim.tree.StayingNode;
import org.legim.tree.Tree;

/** The staying nodes with the room that is not set aside for what drains and repairs copy. */
final class UnreservedNodes implements StayingNodes {

  private final Tree tree;
  private final Stopping stopping;

  UnreservedNodes(Tree tree, Stopping stopping) {
    this.tree = tree;
    this.stopping = stopping;
  }

  @Override
  public List<StayingNode> staying() {
    return tree.topology().staying().stream()
        .map(node -> node.less(stopping.reserved(node.id())))
        .toList();
  }

  @Override
  public boolean isRecovering() {
    return tree.topology().isRecovering();
  }
}
