package org.legim.node;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.legim.link.BlobClient;
import org.legim.link.BlobLink;
import org.legim.link.Sessions;
import org.legim.route.Branches;
import org.legim.tree.Topology;

/** The ways to the nodes below, as the tree knows them now. */
final class TreeBranches implements Branches {

  private final Topology topology;
  private final Sessions sessions;
  private final BlobClient client;

  TreeBranches(Topology topology, Sessions sessions, BlobClient client) {
    this.topology = topology;
    this.sessions = sessions;
    this.client = client;
  }

  @Override
  public List<String> reachable(Collection<String> nodes) {
    return topology.reachable(nodes);
  }

  @Override
  public Optional<BlobLink> towards(String node) {
    return topology
        .towards(node)
        .map(child -> client.link(child.address(), () -> sessions.ofChild(child.id())));
  }
}
