package org.legim.node;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.legim.link.BlobConnections;
import org.legim.link.BlobLink;
import org.legim.link.HttpBlobLink;
import org.legim.link.LinkTimeouts;
import org.legim.link.Sessions;
import org.legim.route.Branches;
import org.legim.tree.DirectChild;
import org.legim.tree.Topology;

/** The ways to the nodes below, as the tree knows them now. */
final class TreeBranches implements Branches {

  private final Topology topology;
  private final Sessions sessions;
  private final BlobConnections connections;
  private final LinkTimeouts timeouts;
  private final ConcurrentMap<String, Way> ways = new ConcurrentHashMap<>();

  TreeBranches(
      Topology topology, Sessions sessions, BlobConnections connections, LinkTimeouts timeouts) {
    this.topology = topology;
    this.sessions = sessions;
    this.connections = connections;
    this.timeouts = timeouts;
  }

  /** One link for each child, as it counts what is in flight. */
  private record Way(String address, BlobLink link) {}

  @Override
  public List<String> reachable(Collection<String> nodes) {
    return topology.reachable(nodes);
  }

  @Override
  public Optional<BlobLink> towards(String node) {
    return topology.towards(node).map(this::linkTo);
  }

  private BlobLink linkTo(DirectChild child) {
    return ways.compute(child.id(), (id, known) -> way(child, known)).link();
  }

  private Way way(DirectChild child, Way known) {
    if (known != null && known.address().equals(child.address())) {
      return known;
    }
    URI url = URI.create(child.address());
    return new Way(
        child.address(),
        new HttpBlobLink(url, () -> sessions.ofChild(child.id()), connections, timeouts));
  }

  /** The child is gone. */
  void forget(String child) {
    ways.remove(child);
  }
}
