package org.legim.node;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.config.GeoPoint;
import org.legim.config.WebUrl;
import org.legim.link.NodeStatus;
import org.legim.place.Site;
import org.legim.tree.NodeState;
import org.legim.tree.Topology;
import org.legim.tree.Tree;

/** The members that users may be sent to, as the tree knows them now. */
final class PublicSites {

  private static final Logger LOG = Logger.getLogger(PublicSites.class.getName());

  private final Tree tree;
  private final Topology topology;

  PublicSites(Tree tree) {
    this.tree = tree;
    this.topology = tree.topology();
  }

  /**
   * Those of the nodes that have a public URL, are online and stay.
   *
   * @param key which they have to know, as what is signed by it is all that lets users in
   */
  List<Site> among(Collection<String> nodes, String key) {
    return topology.reachable(nodes).stream()
        // Not only that its lease has not run out: a user who finds it dead tries no other.
        .filter(topology::isFresh)
        .filter(node -> topology.stateOf(node) == NodeState.ONLINE)
        .flatMap(node -> tree.status(node).stream())
        .filter(status -> key.equals(status.deliveryKey()))
        .flatMap(status -> site(status).stream())
        .toList();
  }

  private static Optional<Site> site(NodeStatus status) {
    if (status.publicUrl() == null) {
      return Optional.empty();
    }
    try {
      URI url = WebUrl.parse(status.publicUrl());
      // How long a node itself takes is not measured yet apart from the way to it.
      Optional<GeoPoint> location = GeoPoint.of(status.latitude(), status.longitude());
      return Optional.of(new Site(status.id(), url, location, Duration.ZERO));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.FINE, "node " + status.id() + " tells no URL that users could be sent to", e);
      return Optional.empty();
    }
  }
}
