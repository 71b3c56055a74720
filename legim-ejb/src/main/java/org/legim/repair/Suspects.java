package org.legim.repair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.legim.blob.Sha256;
import org.legim.catalogue.Copies;
import org.legim.errand.Dispatch;
import org.legim.flow.Reason;
import org.legim.link.Errand;

/**
 * Copies that turned out damaged or absent when somebody wanted them. They count as none, and their
 * nodes are asked to look: what is damaged they set aside, and report; what is whole counts again.
 * Not thread-safe.
 */
final class Suspects {

  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Repairs.Site site;
  private final Dispatch dispatch;
  private final LongSupplier nanos;
  private final Map<Sha256, Map<String, Rest>> copies = new HashMap<>();

  Suspects(Repairs.Site site, Dispatch dispatch, LongSupplier nanos) {
    this.site = site;
    this.dispatch = dispatch;
    this.nanos = nanos;
  }

  /** When to ask a node, or to ask it again. */
  private record Rest(long since, long length) {}

  /** A copy is not what it should be, as it seems; it counts as none from now on. */
  void add(Sha256 blob, String node) {
    dispatch.damaged().add(blob, node);
    copies
        .computeIfAbsent(blob, key -> new HashMap<>())
        .putIfAbsent(node, new Rest(nanos.getAsLong(), 0));
  }

  /** A node has looked, and its copy is whole. */
  void whole(Sha256 blob, String node) {
    dispatch.flights().landed(blob, Set.of(node));
    forget(blob, node);
  }

  /**
   * Forgets the nodes that do not hold a blob any more.
   *
   * @param now where it is; empty if no image needs it
   */
  void settle(Sha256 blob, Optional<Copies> now) {
    List<String> holders = now.map(Copies::holders).orElse(List.of());
    for (String node : List.copyOf(copies.getOrDefault(blob, Map.of()).keySet())) {
      if (!holders.contains(node)) {
        forget(blob, node);
      }
    }
  }

  private void forget(Sha256 blob, String node) {
    dispatch.damaged().forget(blob, node);
    copies.computeIfPresent(
        blob,
        (key, nodes) -> {
          nodes.remove(node);
          return nodes.isEmpty() ? null : nodes;
        });
  }

  /** Asks the nodes that have not been asked, or have not looked for long. */
  void ask(Census census) {
    long now = nanos.getAsLong();
    for (Sha256 blob : List.copyOf(copies.keySet())) {
      if (copies.get(blob).values().stream().anyMatch(rest -> isOver(rest, now))) {
        settle(blob, site.ledger().copiesOf(blob));
        Map<String, Rest> nodes = copies.get(blob);
        if (nodes != null) {
          nodes.replaceAll(
              (node, rest) -> isOver(rest, now) ? asked(blob, node, rest, census) : rest);
        }
      }
    }
  }

  private static boolean isOver(Rest rest, long now) {
    return now - rest.since() >= rest.length();
  }

  private Rest asked(Sha256 blob, String node, Rest before, Census census) {
    boolean canLook = census.staying().containsKey(node) && !node.equals(census.gateway());
    if (canLook && !dispatch.flights().isUnderWay(blob, node, node)) {
      dispatch.flights().begin(blob, 0, node, node, Reason.CHECK);
      dispatch.outbox().add(node, new Errand(blob.hex(), node, Reason.CHECK.label()));
    }
    long length = Math.min(MOST_NANOS, Math.max(FIRST_NANOS, 2 * before.length()));
    return new Rest(nanos.getAsLong(), canLook ? length : FIRST_NANOS);
  }
}
