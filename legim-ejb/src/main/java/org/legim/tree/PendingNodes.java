package org.legim.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The nodes that wait for an operator, as long as they go on asking. Anybody may ask, so they are
 * kept in memory only, and not more than {@value #MOST}. Thread-safe.
 */
final class PendingNodes {

  static final int MOST = 1000;
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final LongSupplier nanos;
  private final Map<String, Asked> byId = new LinkedHashMap<>();

  PendingNodes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Asked(PendingNode node, long at) {}

  synchronized void add(PendingNode node) {
    byId.remove(node.id());
    if (byId.size() >= MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    byId.put(node.id(), new Asked(node, nanos.getAsLong()));
  }

  synchronized void remove(String id) {
    byId.remove(id);
  }

  synchronized List<PendingNode> all() {
    long now = nanos.getAsLong();
    byId.values().removeIf(asked -> now - asked.at() > KEPT_NANOS);
    List<PendingNode> nodes = new ArrayList<>();
    byId.values().forEach(asked -> nodes.add(asked.node()));
    return nodes;
  }

  /** Those with an id or a name; more than one may want the same name. */
  List<PendingNode> find(String idOrName) {
    return all().stream()
        .filter(node -> node.id().equals(idOrName) || node.name().equals(idOrName))
        .toList();
  }
}
