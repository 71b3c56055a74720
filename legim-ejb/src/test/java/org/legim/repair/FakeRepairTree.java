package org.legim.repair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.legim.tree.NodeState;
import org.legim.tree.StayingNode;

/** A gateway and nodes on branches below it, in memory. */
final class FakeRepairTree implements RepairTree {

  static final String GATEWAY = "gateway";

  private final Map<String, String> branches = new LinkedHashMap<>();
  final Map<String, NodeState> states = new LinkedHashMap<>();
  final Map<String, Long> free = new LinkedHashMap<>();
  boolean recovering;

  void add(String node, String branch) {
    branches.put(node, branch);
    states.put(node, NodeState.ONLINE);
    free.put(node, 1_000_000_000L);
  }

  void become(String node, NodeState state) {
    states.put(node, state);
  }

  @Override
  public Set<String> members() {
    return states.keySet();
  }

  @Override
  public List<StayingNode> staying() {
    List<StayingNode> staying =
        new ArrayList<>(
            List.of(new StayingNode(GATEWAY, free.getOrDefault(GATEWAY, 1_000_000_000L), GATEWAY)));
    states.forEach(
        (node, state) -> {
          if (state == NodeState.ONLINE) {
            staying.add(new StayingNode(node, free.get(node), branches.get(node)));
          }
        });
    return staying;
  }

  @Override
  public NodeState stateOf(String node) {
    return states.get(node);
  }

  @Override
  public String nameOf(String node) {
    return "the-" + node;
  }

  @Override
  public boolean isRecovering() {
    return recovering;
  }
}
