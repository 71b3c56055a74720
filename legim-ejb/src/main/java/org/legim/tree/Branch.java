package org.legim.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.legim.link.NodeStatus;

/**
 * A node and all below it, each change numbered, so that a parent is told only what has changed.
 *
 * <p>A child that is lost takes those below it with it, without a change of theirs: whether a node
 * is online follows from all on the way to it. While a node moves, two children may tell of it: the
 * one below which the roster has it is believed, otherwise the one that told last. Thread-safe.
 */
final class Branch {

  private final String self;

  /** By node, what each direct child says of it. */
  private final Map<String, Map<String, Claim>> claims = new HashMap<>();

  private final Map<String, Entry> entries = new HashMap<>();

  /** Which node has changed last at which number; one number for each node. */
  private final NavigableMap<Long, String> changes = new TreeMap<>();

  /** Nodes that have gone, by the number of that change, until the parent knows. */
  private final NavigableMap<Long, NodeStatus> gone = new TreeMap<>();

  private UnaryOperator<String> parents = id -> null;
  private long newest;
  private long newestInShape;

  /**
   * @param self this node's id
   */
  Branch(String self) {
    this.self = self;
  }

  private record Claim(NodeStatus status, long arrival) {}

  private record Entry(NodeStatus status, String via, long number) {}

  /** Changes after one number, up to another. */
  record Delta(long from, long to, List<NodeStatus> changes) {}

  /** How this node is. */
  synchronized void own(NodeStatus status) {
    put(self, status, null);
  }

  /**
   * What a child says of a node, itself or below it.
   *
   * @param via the child's id
   */
  synchronized void claim(String via, NodeStatus status) {
    if (status.id().equals(self)) {
      return;
    }
    newest++;
    claims
        .computeIfAbsent(status.id(), id -> new LinkedHashMap<>())
        .put(via, new Claim(status, newest));
    settle(status.id());
  }

  /** A child no longer says anything of a node. */
  synchronized void withdraw(String via, String id) {
    Map<String, Claim> made = claims.get(id);
    if (made != null && made.remove(via) != null) {
      if (made.isEmpty()) {
        claims.remove(id);
      }
      settle(id);
    }
  }

  /** A child says nothing any more of any nodes but these. */
  synchronized void withdrawAllBut(String via, Set<String> kept) {
    List.copyOf(claims.keySet()).stream()
        .filter(id -> !kept.contains(id))
        .forEach(id -> withdraw(via, id));
  }

  /** Nothing is known any more of a node that has left. */
  synchronized void forget(String id) {
    if (claims.remove(id) != null) {
      settle(id);
    }
  }

  /** Says below which node the roster has a node; null if it does not know. */
  synchronized void believe(UnaryOperator<String> newParents) {
    parents = newParents;
    claims.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::settle);
  }

  /** What has changed since a number that {@link Delta#to} was before; 0 for everything. */
  synchronized Delta since(long from) {
    List<NodeStatus> changed = new ArrayList<>();
    changes
        .tailMap(from, false)
        .values()
        .forEach(
            id -> {
              if (entries.containsKey(id)) {
                changed.add(entries.get(id).status());
              }
            });
    if (from > 0) {
      gone.tailMap(from, false).values().stream()
          .filter(each -> !entries.containsKey(each.id()))
          .forEach(changed::add);
    }
    return new Delta(from, newest, changed);
  }

  /** The parent knows all changes up to a number; 0 if it knows nothing. */
  synchronized void acknowledged(long number) {
    if (number == 0) {
      gone.clear();
    } else {
      gone.headMap(number, true).clear();
    }
  }

  /** The number of the newest change by which routes or names have changed, not only figures. */
  synchronized long newestInShape() {
    return newestInShape;
  }

  /** How a node is, as its parent says. */
  synchronized Optional<NodeStatus> status(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::status);
  }

  /** This node and all below it. */
  synchronized List<NodeStatus> all() {
    return entries.values().stream().map(Entry::status).toList();
  }

  /** The child that is the node or above it. */
  synchronized Optional<String> via(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::via);
  }

  /** Whether a node and all on the way to it are online. */
  synchronized boolean isOnline(String id) {
    return depth(id) >= 0;
  }

  /** Those of the nodes below this one that are online, the nearest first. */
  synchronized List<String> online(Collection<String> ids) {
    Map<String, Integer> depths =
        ids.stream().distinct().collect(Collectors.toMap(id -> id, this::depth));
    return ids.stream()
        .distinct()
        .filter(id -> depths.get(id) > 0)
        .sorted((a, b) -> depths.get(a) - depths.get(b))
        .toList();
  }

  private int depth(String id) {
    Entry first = entries.get(id);
    Entry entry = first;
    for (int depth = 0; entry != null && depth <= entries.size(); depth++) {
      if (entry.status().id().equals(self)) {
        return depth;
      }
      boolean online = entry.status().state().equals(NodeState.ONLINE.name());
      if (!online || !entry.via().equals(first.via())) {
        return -1;
      }
      entry = entries.get(entry.status().parent());
    }
    return -1;
  }

  private void settle(String id) {
    Map<String, Claim> made = claims.get(id);
    if (made == null) {
      remove(id);
      return;
    }
    String believed = parents.apply(id);
    Map.Entry<String, Claim> best = null;
    for (Map.Entry<String, Claim> each : made.entrySet()) {
      if (best == null || isBetter(each.getValue(), best.getValue(), believed)) {
        best = each;
      }
    }
    put(id, best.getValue().status(), best.getKey());
  }

  private static boolean isBetter(Claim claim, Claim than, String parent) {
    boolean mine = Objects.equals(claim.status().parent(), parent);
    boolean other = Objects.equals(than.status().parent(), parent);
    return mine == other ? claim.arrival() > than.arrival() : mine;
  }

  private void put(String id, NodeStatus status, String via) {
    Entry former = entries.get(id);
    if (former != null && former.status().equals(status) && Objects.equals(former.via(), via)) {
      return;
    }
    if (former != null && former.status().equals(status)) {
      // Another way to it, but nothing that the parent would see.
      entries.put(id, new Entry(status, via, former.number()));
      return;
    }
    newest++;
    if (former != null) {
      changes.remove(former.number());
    }
    entries.put(id, new Entry(status, via, newest));
    changes.put(newest, id);
    if (former == null || !sameShape(former.status(), status)) {
      newestInShape = newest;
    }
  }

  private void remove(String id) {
    Entry former = entries.remove(id);
    if (former == null) {
      return;
    }
    newest++;
    newestInShape = newest;
    changes.remove(former.number());
    gone.put(newest, gone(former.status()));
  }

  private static NodeStatus gone(NodeStatus status) {
    return new NodeStatus(
        status.id(),
        status.parent(),
        status.name(),
        NodeState.GONE,
        null,
        null,
        null,
        0,
        0,
        0,
        null);
  }

  private static boolean sameShape(NodeStatus one, NodeStatus other) {
    return Objects.equals(one.parent(), other.parent())
        && Objects.equals(one.name(), other.name())
        && Objects.equals(one.state(), other.state())
        && Objects.equals(one.address(), other.address());
  }
}
