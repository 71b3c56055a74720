package org.legim.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.legim.link.Admit;
import org.legim.link.Caller;
import org.legim.link.GatewayName;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Roster;

/** What children ask of this node, for themselves and for those below them. Thread-safe. */
final class ChildCalls {

  private final LocalNode self;
  private final Tree tree;
  private final Membership members;
  private final Children children;
  private final Branch branch;
  private final Joins joins;
  private final Admissions admissions;
  private final Optional<Uplink> uplink;
  private final GatewayWatch watch;
  private final Departures departures;
  private final Elsewhere elsewhere;

  ChildCalls(
      TreeState state,
      Tree tree,
      Children children,
      Joins joins,
      Admissions admissions,
      Optional<Uplink> uplink,
      GatewayWatch watch) {
    this.self = state.self();
    this.tree = tree;
    this.members = state.members();
    this.children = children;
    this.branch = state.branch();
    this.joins = joins;
    this.admissions = admissions;
    this.uplink = uplink;
    this.watch = watch;
    this.departures = state.departures();
    this.elsewhere = new Elsewhere(members);
  }

  /** See {@link Tree#join}. */
  JoinAnswer join(Join join, Caller caller) throws LinkException {
    Admit admit = joins.admit(join, caller);
    Optional<String> circle = joins.circle(admit, tree.name(), ancestors());
    if (circle.isPresent()) {
      GatewayName gateway = tree.heardGateway().orElse(null);
      return joins.decided(admit, JoinAnswer.refused(circle.get(), gateway));
    }
    if (departures.isSelfLeaving() && uplink.isPresent() && isKnown(admit)) {
      String reason = "node %s (%s) is leaving the tree".formatted(tree.name(), self.id());
      return joins.decided(admit, elsewhere.answer(reason, uplink.get(), caller));
    }
    if (!tree.isConnected()) {
      joins.makeWait(join);
    }
    JoinAnswer answer = decide(admit);
    if (answer.verdict() == JoinAnswer.Verdict.ELSEWHERE && uplink.isPresent()) {
      answer = elsewhere.answer(answer.reason(), uplink.get(), caller);
    }
    joins.decided(admit, answer);
    if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
      members.hear(answer.roster(), answer.tree());
      children.accept(join.node(), answer.name(), admit.address(), caller);
    }
    return answer;
  }

  // A stranger learns nothing of other nodes: what becomes of it only the gateway decides.
  private boolean isKnown(Admit admit) {
    return admit.trusted()
        || members
            .find(admit.join().node().id())
            .filter(member -> admit.join().node().key().equals(member.key()))
            .isPresent();
  }

  private JoinAnswer decide(Admit admit) throws LinkException {
    if (tree.isGateway()) {
      return admissions.admit(admit);
    }
    if (!tree.isConnected()) {
      throw uplink.orElseThrow().upward().noWay();
    }
    return uplink.orElseThrow().upward().admit(admit);
  }

  /** See {@link Tree#heartbeat}. */
  HeartbeatAnswer heartbeat(Heartbeat heartbeat, Caller caller) throws LinkException {
    long known = children.heard(heartbeat, caller);
    Identity own = self.identity().identity();
    Roster newer =
        members
            .of(own.tree())
            .filter(
                roster ->
                    roster.epoch() > heartbeat.rosterEpoch()
                        || roster.epoch() == heartbeat.rosterEpoch()
                            && roster.version() > heartbeat.rosterVersion())
            .orElse(null);
    return new HeartbeatAnswer(
        known,
        tree.isConnected(),
        own.tree(),
        own.epoch(),
        tree.isGateway() ? admissions.gateway() : tree.heardGateway().orElse(null),
        Stream.concat(Stream.of(self.id()), ancestors().stream()).toList(),
        newer,
        forChild(caller.node(), uplink.map(up -> up.standing().wake()).orElseGet(watch::awaited)),
        forChild(caller.node(), uplink.map(up -> up.standing().errands()).orElseGet(watch::called)),
        self.site().notice().orElse(null));
  }

  // Also while there is no way to them: whoever is told to be above this node still is.
  private List<String> ancestors() {
    return uplink.map(up -> up.standing().ancestors()).orElse(List.of());
  }

  private List<String> forChild(String child, Set<String> nodes) {
    return nodes.stream()
        .filter(id -> id.equals(child) || branch.via(id).filter(child::equals).isPresent())
        .toList();
  }

  /** See {@link Tree#admit}. */
  JoinAnswer admit(Admit admit, Caller caller) throws LinkException {
    children.require(caller);
    if (admit.path().isEmpty()
        || !caller.node().equals(admit.path().get(admit.path().size() - 1))) {
      throw new LinkException(
          Kind.REFUSED, "node " + caller.node() + " passed on a request that it did not get");
    }
    if (tree.isGateway()) {
      return admissions.admit(admit);
    }
    if (admit.path().contains(self.id())) {
      return JoinAnswer.refused("circle: " + tree.name() + " is asked twice", null);
    }
    List<String> path = new ArrayList<>(admit.path());
    path.add(self.id());
    JoinAnswer answer = decide(new Admit(admit.join(), admit.trusted(), admit.address(), path));
    if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
      members.hear(answer.roster(), answer.tree());
    }
    return answer;
  }

  /** See {@link Tree#requireBranch}. */
  void requireBranch(String node, Caller caller) throws LinkException {
    children.require(caller);
    Optional<String> via = branch.via(node);
    // What a node says that the roster has lost, as it has left, comes from wherever it was: the
    // gateway knows of it.
    boolean left = via.isEmpty() && !node.equals(self.id()) && members.find(node).isEmpty();
    if (!left && via.filter(caller.node()::equals).isEmpty()) {
      throw new LinkException(
          Kind.NO_WAY,
          "node %s does not know node %s below node %s"
              .formatted(tree.name(), node, caller.node()));
    }
  }
}
