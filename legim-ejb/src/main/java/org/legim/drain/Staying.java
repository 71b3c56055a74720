package org.legim.drain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.legim.catalogue.Wanted;
import org.legim.tree.StayingNode;

/**
 * The nodes that stay, at one moment.
 *
 * @param nodes with their room
 * @param ids of the same
 * @param replicas on how many nodes an image should be that asks for no number of its own
 */
record Staying(List<StayingNode> nodes, Set<String> ids, int replicas) {

  /** The nodes that stay now, without some that are about to leave. */
  static Staying now(Drains.Site site, Collection<String> without) {
    List<StayingNode> nodes = new ArrayList<>(site.tree().staying());
    nodes.removeIf(node -> without.contains(node.id()));
    Set<String> ids = new LinkedHashSet<>();
    nodes.forEach(node -> ids.add(node.id()));
    return new Staying(nodes, ids, site.replicas().getAsInt());
  }

  /** Those of the holders that stay. */
  Set<String> among(Collection<String> holders) {
    Set<String> staying = new HashSet<>(holders);
    staying.retainAll(ids);
    return staying;
  }

  /** How many more staying holders a blob needs before another node may drop it. */
  int missing(Wanted wanted, Collection<String> holders) {
    return Math.max(0, wanted.enough(replicas, ids.size()) - among(holders).size());
  }

  /** Those above a node that stay, the nearest first. */
  List<String> above(String node, DrainTree tree) {
    Set<String> passed = new LinkedHashSet<>();
    passed.add(node);
    Optional<String> next = tree.parentOf(node);
    while (next.isPresent() && passed.add(next.get())) {
      next = tree.parentOf(next.get());
    }
    passed.remove(node);
    passed.retainAll(ids);
    return List.copyOf(passed);
  }

  List<String> idList() {
    return List.copyOf(ids);
  }
}
