package org.legim.launcher.demo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.legim.launcher.client.ApiException;
import org.legim.launcher.client.NodeApi;
import org.legim.launcher.client.NodeView;

/** Watches at the gateway how the nodes of a plan join. */
final class Joining implements Wait.Condition {
  private final NodeApi gateway;
  private final Set<String> missing;
  private final int all;
  private final Audience audience;
  private String trouble = "";

  Joining(NodeApi gateway, DemoPlan plan, Audience audience) {
    this.gateway = gateway;
    this.missing =
        plan.nodes().stream()
            .map(DemoNode::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    this.all = missing.size();
    this.audience = audience;
  }

  @Override
  public boolean holds() throws InterruptedException {
    List<String> online;
    try {
      online = gateway.tree().all().filter(NodeView::isOnline).map(NodeView::name).toList();
    } catch (ApiException e) {
      trouble = "; " + e.getMessage();
      return false;
    }
    trouble = "";
    if (missing.removeAll(online)) {
      audience.say("%d of %d nodes are in the tree".formatted(all - missing.size(), all));
    }
    return missing.isEmpty();
  }

  /** The names of those that have not joined. */
  Set<String> missing() {
    return missing;
  }

  /** What is wrong. */
  String complaint() {
    return "%s did not join in time%s".formatted(String.join(", ", missing), trouble);
  }
}
