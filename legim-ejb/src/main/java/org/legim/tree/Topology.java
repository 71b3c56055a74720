package org.legim.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.legim.blob.Room;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.Tally;
import org.legim.config.GeoPoint;
import org.legim.link.GatewayName;

/** The tree as this node knows it: itself. */
public final class Topology {

  private final String id;
  private final String name;
  private final URI address;
  private final Optional<GeoPoint> location;
  private final Catalogue catalogue;
  private final Room room;

  /**
   * @param id this node's id
   * @param name this node's name
   * @param address how others reach this node
   * @param location where this node stands
   */
  public Topology(
      String id,
      String name,
      URI address,
      Optional<GeoPoint> location,
      Catalogue catalogue,
      Room room) {
    this.id = id;
    this.name = name;
    this.address = address;
    this.location = location;
    this.catalogue = catalogue;
    this.room = room;
  }

  /** This node's name. */
  public String name() {
    return name;
  }

  /** This node's role. */
  public Role role() {
    return Role.of(false, false);
  }

  /** How others reach this node. */
  public URI address() {
    return address;
  }

  /** The tree from the gateway down. */
  public TreeNode root() {
    Tally tally = catalogue.tally();
    return new TreeNode(
        id,
        name,
        role(),
        NodeState.ONLINE,
        address,
        location,
        tally.images(),
        tally.bytes(),
        free(),
        0,
        List.of());
  }

  /** A node by its id or its name. */
  public Optional<TreeNode> find(String idOrName) {
    return idOrName.equals(id) || idOrName.equals(name) ? Optional.of(root()) : Optional.empty();
  }

  /** The names of the nodes from the gateway down to a node; empty if there is no such node. */
  public List<String> pathTo(String nodeId) {
    return nodeId.equals(id) ? List.of(name) : List.of();
  }

  private long free() {
    try {
      return room.free();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The gateway as this node last heard of it; empty before it first joined. */
  public Optional<GatewayName> gateway() {
    return Optional.of(new GatewayName(id, name, address.toString()));
  }

  /** The nodes that may hold images for others, this one among them if it is the gateway. */
  public List<StayingNode> staying() {
    return List.of(new StayingNode(id, free()));
  }

  /** Whether this is a gateway that knows less than its members. */
  public boolean isRecovering() {
    return false;
  }

  /** Those of the nodes, all below this one, that can be reached now; the nearest first. */
  public List<String> reachable(Collection<String> nodes) {
    return List.of();
  }

  /** The child that is the node, or above it; empty if it is not below this node, or away. */
  public Optional<DirectChild> towards(String node) {
    return Optional.empty();
  }
}
