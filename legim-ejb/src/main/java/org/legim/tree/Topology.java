package org.legim.tree;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.legim.config.GeoPoint;
import org.legim.link.GatewayName;
import org.legim.link.Member;
import org.legim.link.NodeStatus;

/**
 * The tree as this node knows it: the gateway knows all of it, any other node itself and those
 * below it. Safe from any thread.
 */
public final class Topology {

  private final LocalNode self;
  private final Tree tree;
  private final Branch branch;
  private final Children children;
  private final Membership members;
  private final Reports reports;
  private final Departures departures;
  private final ToDoubleFunction<String> latency;
  private final URI address;

  /**
   * @param latency as in {@link Surroundings}
   */
  Topology(TreeState state, Tree tree, Children children, ToDoubleFunction<String> latency) {
    this.self = state.self();
    this.tree = tree;
    this.branch = state.branch();
    this.children = children;
    this.members = state.members();
    this.reports = state.reports();
    this.departures = state.departures();
    this.latency = latency;
    this.address =
        URI.create(
            self.url().orElseGet(() -> Addresses.url("127.0.0.1", self.port(), self.path())));
  }

  /** This node's name. */
  public String name() {
    return tree.name();
  }

  /** This node's role. */
  public Role role() {
    return Role.of(!tree.isGateway(), !children.isEmpty());
  }

  /** How others reach this node. */
  public URI address() {
    return address;
  }

  /** The gateway as this node last heard of it; empty before it first joined. */
  public Optional<GatewayName> gateway() {
    return tree.isGateway()
        ? Optional.of(new GatewayName(self.id(), name(), address.toString()))
        : tree.heardGateway();
  }

  /** Whether this is a gateway that knows less than its members. */
  public boolean isRecovering() {
    return tree.isRecovering();
  }

  /** The tree from the gateway down. */
  public TreeNode root() {
    tree.refresh();
    return new TreePicture(
            self.id(),
            tree.isGateway(),
            ownState(),
            branch,
            shownMembers(),
            tree.pending(),
            departures,
            latency)
        .root();
  }

  private NodeState ownState() {
    if (isRecovering()) {
      return NodeState.RECOVERING;
    }
    return departures.isSelfLeaving() ? NodeState.DRAINING : NodeState.ONLINE;
  }

  /**
   * How a node is, this one or one below it: as one of the {@linkplain #root tree's}, but without
   * drawing that. LOST if nobody knows it.
   */
  public NodeState stateOf(String id) {
    if (id.equals(self.id())) {
      return ownState();
    }
    if (branch.isOnline(id)) {
      return departures.isLeaving(id) ? NodeState.DRAINING : NodeState.ONLINE;
    }
    return departures.isInMaintenance(id) ? NodeState.MAINTENANCE : NodeState.LOST;
  }

  // A node below the gateway has the whole roster, but shows only its own branch.
  private List<Member> shownMembers() {
    return tree.isGateway() ? members.entered() : List.of();
  }

  /** A node by its id or its name. */
  public Optional<TreeNode> find(String idOrName) {
    return find(root(), idOrName);
  }

  private static Optional<TreeNode> find(TreeNode node, String idOrName) {
    if (node.id().equals(idOrName) || node.name().equals(idOrName)) {
      return Optional.of(node);
    }
    return node.children().stream().flatMap(child -> find(child, idOrName).stream()).findFirst();
  }

  /**
   * The names of the nodes from the gateway down to a node; its id alone if there is no such node.
   */
  public List<String> pathTo(String nodeId) {
    // Up from the node: to draw the tree for each holder of an image takes too long in a large one.
    LinkedHashMap<String, String> upwards = new LinkedHashMap<>();
    String id = nodeId;
    for (Place place = place(id); place != null; place = place(id)) {
      if (upwards.put(id, place.name()) != null) {
        return List.of(nodeId); // below itself, while nodes move: nowhere in the tree
      }
      id = place.parent();
    }
    if (upwards.isEmpty() && !nodeId.equals(self.id())) {
      return List.of(nodeId);
    }
    List<String> path = new ArrayList<>(upwards.values());
    path.add(name());
    Collections.reverse(path);
    return path;
  }

  private record Place(String name, String parent) {}

  /** Where a node stands; null for this one, and for one that nobody knows. */
  private Place place(String id) {
    if (id == null || id.equals(self.id())) {
      return null;
    }
    return branch
        .status(id)
        .map(status -> new Place(status.name(), status.parent()))
        .or(() -> away(id))
        .orElse(null);
  }

  private Optional<Place> away(String id) {
    return members
        .find(id)
        .filter(member -> tree.isGateway() && Membership.hasEntered(member))
        .map(member -> new Place(member.name(), member.parent()));
  }

  /**
   * The nodes that may hold images for others: this gateway, and the members that are online on the
   * whole way, have reported in their present process, and are not to leave. Empty at any other
   * node.
   */
  public List<StayingNode> staying() {
    if (!tree.isGateway()) {
      return List.of();
    }
    List<StayingNode> nodes = new ArrayList<>();
    nodes.add(new StayingNode(self.id(), self.bytesFree().getAsLong(), self.id(), self.location()));
    for (Member member : members.entered()) {
      if (reports.isComplete(member)
          && branch.isOnline(member.id())
          && !departures.isLeaving(member.id())) {
        staying(member.id()).ifPresent(nodes::add);
      }
    }
    return nodes;
  }

  private Optional<StayingNode> staying(String id) {
    return branch.via(id).flatMap(via -> branch.status(id).map(status -> staying(status, via)));
  }

  private static StayingNode staying(NodeStatus status, String via) {
    return new StayingNode(
        status.id(), status.bytesFree(), via, GeoPoint.of(status.latitude(), status.longitude()));
  }

  /** Those of the nodes, all below this one, that can be reached now; the nearest first. */
  public List<String> reachable(Collection<String> nodes) {
    return branch.online(nodes);
  }

  /** How many of the nodes, this one or below it, can be reached now. */
  public int countReachable(Collection<String> nodes) {
    return reachable(nodes).size() + (nodes.contains(self.id()) ? 1 : 0);
  }

  /**
   * Whether the way to a node below this one seems to be in order at this moment: for those who
   * could not try another node if it is not.
   */
  public boolean isFresh(String node) {
    return branch.isOnline(node) && branch.via(node).filter(children::isFresh).isPresent();
  }

  /** The child that is the node, or above it; empty if it is not below this node, or away. */
  public Optional<DirectChild> towards(String node) {
    return branch.via(node).flatMap(children::online);
  }
}
