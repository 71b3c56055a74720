package org.legim.node;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.legim.repair.RepairTree;
import org.legim.tree.NodeState;
import org.legim.tree.StayingNode;
import org.legim.tree.Tree;

/** The tree as its repairs see it. */
public final class TreeRepairs implements RepairTree {

  private final Tree tree;

  public TreeRepairs(Tree tree) {
    this.tree = tree;
  }

  @Override
  public Set<String> members() {
    Set<String> ids = new HashSet<>();
    tree.members().forEach(member -> ids.add(member.id()));
    return ids;
  }

  @Override
  public List<StayingNode> staying() {
    return tree.topology().staying();
  }

  @Override
  public NodeState stateOf(String node) {
    return tree.topology().stateOf(node);
  }

  @Override
  public String nameOf(String node) {
    return tree.nameOf(node);
  }

  @Override
  public boolean isRecovering() {
    return tree.isRecovering();
  }
}
