package org.legim.drain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.legim.link.Member;
import org.legim.link.NodeStatus;
import org.legim.tree.DecisionException;
import org.legim.tree.StayingNode;

/** A tree in memory; ids and names are the same, but for a prefix. */
final class FakeTree implements DrainTree {

  static final String GATEWAY = "gateway";

  final Map<String, Node> nodes = new LinkedHashMap<>();
  Set<String> leaving = Set.of();
  Set<String> maintenance = Set.of();
  boolean recovering;

  FakeTree() {
    nodes.put(GATEWAY, new Node(GATEWAY, null));
  }

  Node add(String id, String parent) {
    Node node = new Node(id, parent);
    nodes.put(id, node);
    return node;
  }

  @Override
  public Optional<Member> member(String idOrName) {
    return members().stream()
        .filter(each -> each.id().equals(idOrName) || each.name().equals(idOrName))
        .findFirst();
  }

  @Override
  public List<Member> members() {
    return nodes.values().stream()
        .filter(node -> node.parent != null)
        .map(
            node ->
                new Member(
                    node.id, nameOf(node.id), node.parent, "key", 1, node.run, "http://" + node.id))
        .toList();
  }

  @Override
  public boolean isPending(String idOrName) {
    return idOrName.equals("pending");
  }

  @Override
  public boolean isOnline(String node) {
    Node known = nodes.get(node);
    return known != null && known.parent != null && known.online;
  }

  @Override
  public Optional<NodeStatus> status(String node) {
    return Optional.ofNullable(nodes.get(node))
        .map(
            known ->
                new NodeStatus(
                    node,
                    known.parent,
                    nameOf(node),
                    "ONLINE",
                    "http://" + node,
                    null,
                    null,
                    0,
                    known.used,
                    known.capacity - known.used,
                    null));
  }

  @Override
  public String nameOf(String node) {
    return "the-" + node;
  }

  @Override
  public List<String> below(String node) {
    List<String> below = new ArrayList<>();
    for (Node each : nodes.values()) {
      if (node.equals(each.parent)) {
        below.addAll(below(each.id));
        below.add(each.id);
      }
    }
    return below;
  }

  @Override
  public Optional<String> parentOf(String node) {
    return Optional.ofNullable(nodes.get(node)).map(known -> known.parent);
  }

  @Override
  public List<StayingNode> staying() {
    return nodes.values().stream()
        .filter(node -> node.online && !leaving.contains(node.id))
        .map(node -> new StayingNode(node.id, node.capacity - node.used, branchOf(node.id)))
        .toList();
  }

  private String branchOf(String id) {
    String branch = id;
    Optional<String> above = parentOf(id);
    while (above.flatMap(this::parentOf).isPresent()) {
      branch = above.get();
      above = parentOf(branch);
    }
    return branch;
  }

  @Override
  public boolean isRecovering() {
    return recovering;
  }

  @Override
  public void setLeaving(Set<String> nodes) {
    leaving = nodes;
  }

  @Override
  public void setMaintenance(Set<String> nodes) {
    maintenance = nodes;
  }

  @Override
  public void retire(String node, String newParent) throws DecisionException {
    for (Node each : nodes.values()) {
      if (node.equals(each.parent)) {
        if (each.online) {
          throw new DecisionException(DecisionException.Kind.CONFLICT, each.id + " is below it");
        }
        each.parent = newParent;
      }
    }
    nodes.remove(node);
  }

  static final class Node {
    final String id;
    String parent;
    String run;
    boolean online = true;
    long capacity = 1_000_000;
    long used;

    Node(String id, String parent) {
      this.id = id;
      this.parent = parent;
      this.run = id + "-1";
    }
  }
}
