package org.legim.node;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.legim.drain.DrainTree;
import org.legim.link.Member;
import org.legim.link.NodeStatus;
import org.legim.tree.DecisionException;
import org.legim.tree.StayingNode;
import org.legim.tree.Tree;

/** The tree as its drains see it. */
public final class TreeDrains implements DrainTree {

  private final String self;
  private final Tree tree;

  public TreeDrains(String self, Tree tree) {
    this.self = self;
    this.tree = tree;
  }

  @Override
  public Optional<Member> member(String idOrName) {
    return tree.member(idOrName);
  }

  @Override
  public List<Member> members() {
    return tree.members();
  }

  @Override
  public boolean isPending(String idOrName) {
    return tree.pending().stream()
        .anyMatch(node -> node.id().equals(idOrName) || node.name().equals(idOrName));
  }

  @Override
  public boolean isOnline(String node) {
    return tree.isOnline(node);
  }

  @Override
  public Optional<NodeStatus> status(String node) {
    return tree.status(node);
  }

  @Override
  public String nameOf(String node) {
    return node.equals(self) ? tree.name() : tree.nameOf(node);
  }

  @Override
  public List<String> below(String node) {
    return tree.below(node);
  }

  @Override
  public Optional<String> parentOf(String node) {
    return tree.parentOf(node);
  }

  @Override
  public List<StayingNode> staying() {
    return tree.topology().staying();
  }

  @Override
  public boolean isRecovering() {
    return tree.isRecovering();
  }

  @Override
  public void setLeaving(Set<String> nodes) {
    tree.setLeaving(nodes);
  }

  @Override
  public void setMaintenance(Set<String> nodes) {
    tree.setMaintenance(nodes);
  }

  @Override
  public void retire(String node, String newParent) throws DecisionException {
    tree.retire(node, newParent);
  }
}
