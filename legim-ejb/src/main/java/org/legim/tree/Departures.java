package org.legim.tree;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who is about to leave the tree, or away for a while, as this process was told by whoever keeps
 * the books on that. Safe from any thread.
 */
final class Departures {

  private volatile Set<String> leaving = Set.of();
  private volatile Set<String> maintenance = Set.of();
  private volatile Supplier<Set<String>> errands = Set::of;
  private volatile boolean self;

  void leaving(Set<String> nodes) {
    leaving = Set.copyOf(nodes);
  }

  void maintenance(Set<String> nodes) {
    maintenance = Set.copyOf(nodes);
  }

  void errands(Supplier<Set<String>> nodes) {
    errands = nodes;
  }

  void self(boolean now) {
    self = now;
  }

  /** Whether a member is to leave. */
  boolean isLeaving(String node) {
    return leaving.contains(node);
  }

  /** Whether one of the nodes is to leave. */
  boolean isAnyLeaving(List<String> nodes) {
    Set<String> now = leaving;
    return nodes.stream().anyMatch(now::contains);
  }

  /** Whether the absence of a member is announced. */
  boolean isInMaintenance(String node) {
    return maintenance.contains(node);
  }

  /** The members for which there are errands, or that are to leave. */
  Set<String> errands() {
    return errands.get();
  }

  /** Whether this node is about to leave. */
  boolean isSelfLeaving() {
    return self;
  }
}
