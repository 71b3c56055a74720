package org.legim.route;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.legim.link.BlobLink;

/** The nodes below this one, as ways to their blobs. */
public interface Branches {

  /** Those of a node that has none below it. */
  static Branches none() {
    return new Branches() {
      @Override
      public List<String> reachable(Collection<String> nodes) {
        return List.of();
      }

      @Override
      public Optional<BlobLink> towards(String node) {
        return Optional.empty();
      }
    };
  }

  /** Those of the nodes that can be reached now, the best to ask first. */
  List<String> reachable(Collection<String> nodes);

  /** Who these nodes are, and how they are; by their ids where that is not known. */
  default List<Holder> describe(Collection<String> nodes) {
    return nodes.stream().map(node -> new Holder(node, "lost")).toList();
  }

  /** The child that is the node, or above it; empty if it is not below this node or away. */
  Optional<BlobLink> towards(String node);

  /** The parent; empty at a gateway, and while there is no session with it. */
  default Optional<BlobLink> up() {
    return Optional.empty();
  }
}
