package org.legim.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.legim.config.ParentAddress;
import org.legim.link.Admit;
import org.legim.link.Caller;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.GatewayName;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Member;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.Roster;

/**
 * A node's place in its tree: below a parent, above children, or as the gateway of them all.
 *
 * <p>It has no threads: {@link #tick} drives it, about five times a second, and never waits for a
 * neighbour. All calls are safe from many threads; no lock is held while a neighbour or a listener
 * is called.
 */
public final class Tree {

  private final LocalNode self;
  private final Surroundings around;
  private final Listeners listeners = new Listeners();
  private final Branch branch;
  private final Membership members;
  private final Children children;
  private final Recovery recovery = new Recovery();
  private final Reports reports;
  private final Applicants applicants;
  private final Admissions admissions;
  private final Joins joins;
  private final Optional<Uplink> uplink;
  private final OwnStatus status;
  private final Topology topology;
  private final GatewayWatch watch;

  /** A tree that has not begun: {@link #start} it once everybody listens. */
  public Tree(LocalNode self, Surroundings around) {
    this.self = self;
    this.around = around;
    this.branch = new Branch(self.id());
    this.members = new Membership(around.rosters(), this::rosterChanged);
    this.children = new Children(self.id(), branch, around.ping(), around.probes(), around.nanos());
    this.reports = new Reports(members);
    this.applicants = new Applicants(around.nanos());
    this.admissions =
        new Admissions(
            self,
            members,
            recovery,
            reports,
            applicants,
            around.ledger(),
            branch::isOnline,
            listeners);
    this.joins = new Joins(self, members, new Waiting(around.nanos()));
    this.uplink = around.parent().map(this::uplink);
    this.topology = new Topology(self, this, branch, children, members, reports);
    this.watch = new GatewayWatch(around.ledger(), members, reports, topology, listeners);
    this.status = new OwnStatus(self, branch, this::name, topology.address().toString());
    branch.believe(this::parentOf);
  }

  private Uplink uplink(ParentAddress parent) {
    return new Uplink(
        self,
        parent,
        around,
        members,
        branch,
        () -> joins.request(name(), parent),
        this::refresh,
        listeners);
  }

  /** Adds a listener. */
  public void listen(TreeListener listener) {
    listeners.add(listener);
  }

  /** Finishes what a crash interrupted; before the first tick and the first call from outside. */
  public void start() {
    refresh();
    if (isGateway()) {
      around.ledger().lead(self.identity().identity().tree());
      admissions.start();
    }
    listeners.flush();
  }

  /** Looks what is due: leases, probes, the next call to the parent. */
  public void tick() {
    children.tick();
    if (isGateway()) {
      watch.tick();
    }
    uplink.ifPresent(Uplink::tick);
    listeners.flush();
  }

  private void rosterChanged(Membership changed) {
    branch.believe(this::parentOf);
    children.keep(changed).forEach(id -> listeners.post(each -> each.childLeft(id)));
  }

  private String parentOf(String id) {
    return members.find(id).map(Member::parent).orElse(null);
  }

  /** A child asks to be let in: see {@link org.legim.link.LinkApi#join}. */
  public JoinAnswer join(Join join, Caller caller) throws LinkException {
    Admit admit = joins.admit(join, caller);
    Optional<String> circle = joins.circle(admit, name(), ancestors());
    if (circle.isPresent()) {
      GatewayName gateway = heardGateway().orElse(null);
      return joins.decided(admit, JoinAnswer.refused(circle.get(), gateway));
    }
    if (!isConnected()) {
      joins.makeWait(join);
    }
    JoinAnswer answer = joins.decided(admit, decide(admit));
    if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
      members.hear(answer.roster(), answer.tree());
      children.accept(join.node(), answer.name(), admit.address(), caller);
    }
    listeners.flush();
    return answer;
  }

  private JoinAnswer decide(Admit admit) throws LinkException {
    if (isGateway()) {
      return admissions.admit(admit);
    }
    if (!isConnected()) {
      throw uplink.orElseThrow().upward().noWay();
    }
    return uplink.orElseThrow().upward().admit(admit);
  }

  /** A child lives: see {@link org.legim.link.LinkApi#heartbeat}. */
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat, Caller caller) throws LinkException {
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
        isConnected(),
        own.tree(),
        own.epoch(),
        isGateway() ? admissions.gateway() : heardGateway().orElse(null),
        Stream.concat(Stream.of(self.id()), ancestors().stream()).toList(),
        newer,
        toWake(caller.node()),
        List.of());
  }

  // Also while there is no way to them: whoever is told to be above this node still is.
  private List<String> ancestors() {
    return uplink.map(up -> up.standing().ancestors()).orElse(List.of());
  }

  private List<String> toWake(String child) {
    Set<String> wake = uplink.map(up -> up.standing().wake()).orElseGet(watch::awaited);
    return wake.stream()
        .filter(id -> id.equals(child) || branch.via(id).filter(child::equals).isPresent())
        .toList();
  }

  /** A child asks for one below it: see {@link org.legim.link.LinkApi#admit}. */
  public JoinAnswer admit(Admit admit, Caller caller) throws LinkException {
    children.require(caller);
    if (admit.path().isEmpty()
        || !caller.node().equals(admit.path().get(admit.path().size() - 1))) {
      throw new LinkException(
          Kind.REFUSED, "node " + caller.node() + " passed on a request that it did not get");
    }
    if (isGateway()) {
      JoinAnswer answer = admissions.admit(admit);
      listeners.flush();
      return answer;
    }
    if (admit.path().contains(self.id())) {
      return JoinAnswer.refused("circle: " + name() + " is asked twice", null);
    }
    List<String> path = new ArrayList<>(admit.path());
    path.add(self.id());
    JoinAnswer answer = decide(new Admit(admit.join(), admit.trusted(), admit.address(), path));
    if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
      members.hear(answer.roster(), answer.tree());
    }
    listeners.flush();
    return answer;
  }

  /**
   * Sends a report up, this node's own or that of one below it.
   *
   * @throws LinkException of kind NO_WAY if the gateway cannot be reached now
   */
  public ReportAnswer report(Report report) throws LinkException {
    return upward().report(report);
  }

  /**
   * Tells the gateway that this node, or one below it, wants to leave.
   *
   * @throws LinkException of kind NO_WAY if the gateway cannot be reached now
   */
  public DrainNotice leave(Leave leave) throws LinkException {
    return upward().leave(leave);
  }

  /**
   * Asks the gateway what this node, or one below it, shall copy to others.
   *
   * @throws LinkException of kind NO_WAY if the gateway cannot be reached now
   */
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    return upward().errands(call);
  }

  private Upward upward() {
    return uplink
        .orElseThrow(() -> new IllegalStateException("this is the gateway itself"))
        .upward();
  }

  /**
   * Makes sure that a call about a node comes from the child that is it, or above it.
   *
   * @throws LinkException of kind NO_SESSION if it comes from no child, of kind NO_WAY if the node
   *     is not known to be below that child (yet)
   */
  public void requireBranch(String node, Caller caller) throws LinkException {
    children.require(caller);
    if (!branch.via(node).filter(caller.node()::equals).isPresent()) {
      throw new LinkException(
          Kind.NO_WAY,
          "node %s does not know node %s below node %s".formatted(name(), node, caller.node()));
    }
  }

  /**
   * At the gateway: makes sure that a report is the newest of its node's present process. The
   * reports of one node have to be taken one after the other.
   *
   * @throws LinkException of kind REFUSED if it is not
   */
  public void reportFence(Report report) throws LinkException {
    reports.check(report);
  }

  /** At the gateway: ledger and node agree about everything that the node holds. */
  public void completed(String node, String run) {
    if (reports.completed(node, run)) {
      recovery.reported(node);
      admissions.endRecovery();
      listeners.flush();
    }
  }

  /** At the gateway: the name of a member, as its records are marked with; its id without one. */
  public String nameOf(String node) {
    return members.find(node).map(Member::name).orElse(node);
  }

  /** What was set for the whole tree, here or before this gateway lost its disk. */
  public Optional<String> setting(String name) {
    return Optional.ofNullable(members.roster().settings().get(name));
  }

  /** At the gateway: the nodes that wait to be approved. */
  public List<PendingNode> pending() {
    return applicants.waiting();
  }

  /** At the gateway: lets a pending node in, durably; it joins within seconds. */
  public PendingNode approve(String idOrName) throws DecisionException {
    return admissions.approve(idOrName);
  }

  /** At the gateway: keeps a pending node out until the gateway starts again. */
  public PendingNode refuse(String idOrName) throws DecisionException {
    return admissions.refuse(idOrName);
  }

  /**
   * At the gateway: ends the membership of a node that will not come back.
   *
   * @return how many blobs it held
   */
  public long forget(String idOrName) throws DecisionException {
    long blobs = admissions.forget(idOrName);
    listeners.flush();
    return blobs;
  }

  /** Whether this node has no parent. */
  public boolean isGateway() {
    return uplink.isEmpty();
  }

  /** Whether there is a way to the gateway now; always at the gateway. */
  public boolean isConnected() {
    return uplink.map(Uplink::isConnected).orElse(true);
  }

  /** Why there is no way to the gateway, in one line for the operator; empty if there is one. */
  public Optional<String> problem() {
    return isConnected() ? Optional.empty() : uplink.map(Uplink::problem);
  }

  /** Whether this is a gateway that knows less than its members: what it does not know may be. */
  public boolean isRecovering() {
    return recovery.isActive();
  }

  /** The name that the tree knows this node by. */
  public String name() {
    return uplink.map(Uplink::name).orElse(self.name());
  }

  /** The tree as this node knows it. */
  public Topology topology() {
    return topology;
  }

  Optional<GatewayName> heardGateway() {
    return uplink.map(up -> up.standing().gateway());
  }

  void refresh() {
    status.refresh();
  }
}
