package org.legim.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The nodes that wait for an operator, as long as they go on asking, and those that one refused.
 * Anybody may ask, so they are kept in memory only, and not more than {@value #MOST}. Thread-safe.
 */
final class Applicants {

  static final int MOST = 1000;
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final LongSupplier nanos;
  private final Map<String, Asked> waiting = new LinkedHashMap<>();
  private final Map<String, PendingNode> refused = new LinkedHashMap<>();

  Applicants(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Asked(PendingNode node, long at) {}

  synchronized void add(PendingNode node) {
    waiting.remove(node.id());
    if (waiting.size() >= MOST) {
      waiting.remove(waiting.keySet().iterator().next());
    }
    waiting.put(node.id(), new Asked(node, nanos.getAsLong()));
  }

  /** It no longer waits. */
  synchronized void remove(String id) {
    waiting.remove(id);
  }

  synchronized void refuse(PendingNode node) {
    waiting.remove(node.id());
    refused.put(node.id(), node);
  }

  /** It may ask again. */
  synchronized void pardon(String id) {
    refused.remove(id);
  }

  synchronized boolean isRefused(String id) {
    return refused.containsKey(id);
  }

  /** Those that wait. */
  synchronized List<PendingNode> waiting() {
    long now = nanos.getAsLong();
    waiting.values().removeIf(asked -> now - asked.at() > KEPT_NANOS);
    return waiting.values().stream().map(Asked::node).toList();
  }

  /**
   * The one that has an id or a name, whether it waits or was refused; empty if there is none.
   *
   * @throws DecisionException if several want the name
   */
  synchronized Optional<PendingNode> find(String idOrName) throws DecisionException {
    List<PendingNode> found =
        Stream.concat(waiting().stream(), refused.values().stream())
            .filter(node -> node.id().equals(idOrName) || node.name().equals(idOrName))
            .toList();
    if (found.size() > 1) {
      throw new DecisionException(
          DecisionException.Kind.CONFLICT,
          "%d nodes that ask to be let in have the name %s; name one by its id: %s"
              .formatted(
                  found.size(),
                  idOrName,
                  String.join(
                      ", ",
                      found.stream()
                          .map(node -> node.id() + " (key " + node.fingerprint() + ")")
                          .toList())));
    }
    return found.stream().findFirst();
  }
}
