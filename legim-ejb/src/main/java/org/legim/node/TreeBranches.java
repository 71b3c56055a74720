package org.legim.node;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.legim.link.BlobConnections;
import org.legim.link.BlobLink;
import org.legim.link.HttpBlobLink;
import org.legim.link.LinkTimeouts;
import org.legim.link.ParentClient;
import org.legim.link.Sessions;
import org.legim.route.Branches;
import org.legim.route.Holder;
import org.legim.tree.DirectChild;
import org.legim.tree.Topology;

/** The ways to the nodes below and to the parent, as the tree knows them now. */
final class TreeBranches implements Branches {

  private final Topology topology;
  private final Sessions sessions;
  private final Supplier<Optional<ParentClient>> parent;
  private final BlobConnections connections;
  private final LinkTimeouts timeouts;
  private final ConcurrentMap<String, Way> ways = new ConcurrentHashMap<>();
  private final ConcurrentMap<URI, BlobLink> upwards = new ConcurrentHashMap<>();

  /**
   * @param parent the link to the parent of now; empty at a gateway
   */
  TreeBranches(
      Topology topology,
      Sessions sessions,
      Supplier<Optional<ParentClient>> parent,
      BlobConnections connections,
      LinkTimeouts timeouts) {
    this.topology = topology;
    this.sessions = sessions;
    this.parent = parent;
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
  public List<Holder> describe(Collection<String> nodes) {
    return nodes.stream().map(this::describe).toList();
  }

  private Holder describe(String node) {
    List<String> path = topology.pathTo(node);
    return new Holder(path.get(path.size() - 1), topology.stateOf(node).label());
  }

  @Override
  public Optional<BlobLink> towards(String node) {
    return topology.towards(node).map(this::linkTo);
  }

  @Override
  public Optional<BlobLink> up() {
    return parent
        .get()
        .filter(link -> link.session().isPresent())
        .map(link -> upwards.computeIfAbsent(link.url(), url -> linkTo(url, link)));
  }

  private BlobLink linkTo(URI url, ParentClient link) {
    return new HttpBlobLink(url, link::session, connections, timeouts);
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
