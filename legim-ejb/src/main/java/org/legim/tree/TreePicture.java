package org.legim.tree;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.legim.config.GeoPoint;
import org.legim.link.Member;
import org.legim.link.NodeStatus;

/** Draws the tree of one moment: who is online, who belongs to it though away, and who waits. */
final class TreePicture {

  private static final Comparator<TreeNode> BY_NAME = Comparator.comparing(TreeNode::name);

  private final String root;
  private final boolean gateway;
  private final NodeState ownState;
  private final Departures departures;
  private final ToDoubleFunction<String> latency;
  private final Map<String, NodeStatus> statuses = new HashMap<>();
  private final Map<String, List<String>> below = new HashMap<>();
  private final Map<String, List<PendingNode>> pending = new HashMap<>();
  private final Set<String> drawn = new HashSet<>();

  TreePicture(
      String root,
      boolean gateway,
      NodeState ownState,
      Branch branch,
      List<Member> members,
      List<PendingNode> waiting,
      Departures departures,
      ToDoubleFunction<String> latency) {
    this.root = root;
    this.gateway = gateway;
    this.ownState = ownState;
    this.departures = departures;
    this.latency = latency;
    members.forEach(member -> statuses.put(member.id(), away(member)));
    branch.all().forEach(status -> statuses.put(status.id(), status));
    statuses.values().forEach(this::place);
    waiting.forEach(
        node -> pending.computeIfAbsent(known(node.parent()), id -> new ArrayList<>()).add(node));
  }

  private void place(NodeStatus status) {
    if (!status.id().equals(root)) {
      below.computeIfAbsent(known(status.parent()), id -> new ArrayList<>()).add(status.id());
    }
  }

  // Whose parent was forgotten is shown below the gateway.
  private String known(String parent) {
    return statuses.containsKey(parent) ? parent : root;
  }

  private static NodeStatus away(Member member) {
    return new NodeStatus(
        member.id(),
        member.parent(),
        member.name(),
        NodeState.LOST.name(),
        member.address(),
        null,
        null,
        0,
        0,
        0,
        null);
  }

  TreeNode root() {
    return draw(statuses.get(root), ownState);
  }

  private TreeNode draw(NodeStatus status, NodeState state) {
    drawn.add(status.id());
    List<TreeNode> children = new ArrayList<>();
    for (String id : below.getOrDefault(status.id(), List.of())) {
      if (!drawn.contains(id)) {
        children.add(draw(statuses.get(id), stateBelow(state, statuses.get(id))));
      }
    }
    children.sort(BY_NAME);
    boolean isRoot = status.id().equals(root);
    Role role = Role.of(!(isRoot && gateway), !children.isEmpty());
    pending.getOrDefault(status.id(), List.of()).stream()
        .map(TreePicture::waiting)
        .sorted(BY_NAME)
        .forEach(children::add);
    return new TreeNode(
        status.id(),
        status.name(),
        role,
        state,
        URI.create(status.address()),
        GeoPoint.of(status.latitude(), status.longitude()),
        status.images(),
        status.bytesUsed(),
        status.bytesFree(),
        status.damaged() == null ? 0 : status.damaged(),
        isRoot ? 0 : latency.applyAsDouble(status.id()),
        List.copyOf(children));
  }

  // Whatever stands below a lost node is as far away.
  private NodeState stateBelow(NodeState parent, NodeStatus status) {
    boolean way = parent != NodeState.LOST && parent != NodeState.MAINTENANCE;
    if (way && status.state().equals(NodeState.ONLINE.name())) {
      return departures.isLeaving(status.id()) ? NodeState.DRAINING : NodeState.ONLINE;
    }
    return departures.isInMaintenance(status.id()) ? NodeState.MAINTENANCE : NodeState.LOST;
  }

  private static TreeNode waiting(PendingNode node) {
    return new TreeNode(
        node.id(),
        node.name(),
        Role.LEAF,
        NodeState.PENDING,
        URI.create(node.address()),
        Optional.empty(),
        0,
        0,
        0,
        0,
        0,
        List.of());
  }
}
