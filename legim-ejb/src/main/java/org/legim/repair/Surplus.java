package org.legim.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.flow.SurplusChoice;
import org.legim.repair.Census.Condition;
import org.legim.tree.StayingNode;

/**
 * Copies that are too many, to be let go many in one transaction. The gateway's own are left to its
 * placement.
 */
final class Surplus {

  private static final Logger LOG = Logger.getLogger(Surplus.class.getName());
  private static final int BATCH = 500;

  private final Repairs.Site site;
  private final SurplusChoice choice;
  private final Map<String, List<Sha256>> byNode = new HashMap<>();

  Surplus(Repairs.Site site) {
    this.site = site;
    this.choice = new SurplusChoice(site.self());
  }

  /** A blob has too many copies, as it seems; the catalogue has the last word. */
  void offer(Sha256 blob, Condition condition, Census census) {
    List<StayingNode> holders = new ArrayList<>(census.of(condition.good()));
    for (int i = 0; i < condition.surplus(); i++) {
      Optional<StayingNode> chosen = choice.choose(holders);
      chosen.ifPresent(
          node -> {
            holders.remove(node);
            if (!node.id().equals(site.self())) {
              byNode.computeIfAbsent(node.id(), key -> new ArrayList<>()).add(blob);
            }
          });
    }
  }

  /** Lets the nodes drop what was offered, if the nodes of right now allow it. */
  void flush() {
    if (byNode.isEmpty()) {
      return;
    }
    Map<String, List<Sha256>> all = new HashMap<>(byNode);
    byNode.clear();
    Set<String> staying = new HashSet<>();
    site.tree().staying().forEach(node -> staying.add(node.id()));
    all.forEach(
        (node, blobs) -> {
          int released = 0;
          for (int from = 0; from < blobs.size(); from += BATCH) {
            List<Sha256> batch = blobs.subList(from, Math.min(blobs.size(), from + BATCH));
            released +=
                site.ledger().release(node, batch, staying, site.replicas().getAsInt()).size();
          }
          LOG.log(
              Level.FINE,
              "{0} may drop {1} blobs that enough others hold",
              new Object[] {site.tree().nameOf(node), released});
        });
  }
}
