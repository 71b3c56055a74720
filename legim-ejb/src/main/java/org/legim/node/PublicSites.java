package org.legim.node;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.legim.blob.Sha256;
import org.legim.config.GeoPoint;
import org.legim.config.WebUrl;
import org.legim.latency.Standing;
import org.legim.link.NodeStatus;
import org.legim.place.Site;
import org.legim.route.Routing;
import org.legim.tree.DirectChild;
import org.legim.tree.NodeState;
import org.legim.tree.Topology;
import org.legim.tree.Tree;

/** The members that users may be sent to, as the tree knows them now. */
final class PublicSites {

  private static final Logger LOG = Logger.getLogger(PublicSites.class.getName());

  private final Tree tree;
  private final Topology topology;
  private final Routing routing;
  private final Predicate<String> gone;
  private final OwnTime own;

  /**
   * @param routing knows how the members are
   * @param gone whether a child's process has ended
   * @param gateway where the gateway stands
   */
  PublicSites(Tree tree, Routing routing, Predicate<String> gone, Optional<GeoPoint> gateway) {
    this.tree = tree;
    this.topology = tree.topology();
    this.routing = routing;
    this.gone = gone;
    this.own = new OwnTime(gateway);
  }

  /**
   * Those of the nodes that have a public URL, are online, stay, and have not failed when they were
   * asked last. All that may be sent to are looked after, as nobody hears how their users fare.
   *
   * @param blob which they hold
   * @param key which they have to know, as what is signed by it is all that lets users in
   */
  List<Site> among(Collection<String> nodes, Sha256 blob, String key) {
    return topology.reachable(nodes).stream()
        // Not only that its lease has not run out: a user who finds it dead tries no other.
        .filter(node -> topology.isFresh(node) && !isGone(node))
        .filter(node -> topology.stateOf(node) == NodeState.ONLINE)
        .flatMap(node -> tree.status(node).stream())
        .filter(status -> key.equals(status.deliveryKey()))
        .flatMap(status -> site(status, blob).stream())
        .toList();
  }

  private boolean isGone(String node) {
    return topology.towards(node).map(DirectChild::id).filter(gone).isPresent();
  }

  /** The children that users may be sent to, and where this node reaches them. */
  static Map<String, URI> children(Tree tree) {
    return tree.directChildren().stream()
        .filter(child -> tree.status(child.id()).map(NodeStatus::publicUrl).isPresent())
        .collect(Collectors.toMap(DirectChild::id, child -> URI.create(child.address())));
  }

  private Optional<Site> site(NodeStatus status, Sha256 blob) {
    if (status.publicUrl() == null) {
      return Optional.empty();
    }
    routing.check(status.id(), blob);
    Standing standing = routing.standing(status.id());
    if (standing.failed()) {
      return Optional.empty();
    }
    try {
      URI url = WebUrl.parse(status.publicUrl());
      Optional<GeoPoint> location = GeoPoint.of(status.latitude(), status.longitude());
      return Optional.of(new Site(status.id(), url, location, own.of(standing, location)));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.FINE, "node " + status.id() + " tells no URL that users could be sent to", e);
      return Optional.empty();
    }
  }
}
