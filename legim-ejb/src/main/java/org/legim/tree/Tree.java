package org.legim.tree;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
import org.legim.link.Member;
import org.legim.link.NodeStatus;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

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
  private final Reports reports;
  private final TreeState state;
  private final Admissions admissions;
  private final Departures departures = new Departures();
  private final Joins joins;
  private final Optional<Uplink> uplink;
  private final ChildCalls calls;
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
    this.state = new TreeState(self, members, branch, reports, departures, listeners);
    this.admissions = new Admissions(state, around.ledger(), around.nanos());
    this.joins = new Joins(self, members, new Waiting(around.nanos()));
    this.uplink = around.parent().map(this::uplink);
    this.topology = new Topology(state, this, children, around.latency());
    this.watch = new GatewayWatch(state, around.ledger(), topology);
    this.status = new OwnStatus(self, branch, this::name, topology.address().toString());
    this.calls = new ChildCalls(state, this, children, joins, admissions, uplink, watch);
    branch.believe(this::rosterParent);
  }

  private Uplink uplink(ParentAddress parent) {
    return new Uplink(
        state, parent, around, lost -> joins.request(name(), parent, lost), this::refresh);
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
    postLeft(children.tick());
    if (isGateway()) {
      watch.tick();
    }
    uplink.ifPresent(Uplink::tick);
    listeners.flush();
  }

  private void rosterChanged(Membership changed) {
    branch.believe(this::rosterParent);
    postLeft(children.keep(changed));
  }

  private void postLeft(List<String> gone) {
    gone.forEach(id -> listeners.post(each -> each.childLeft(id)));
  }

  private String rosterParent(String id) {
    return parentOf(id).orElse(null);
  }

  /** A child asks to be let in: see {@link org.legim.link.LinkApi#join}. */
  public JoinAnswer join(Join join, Caller caller) throws LinkException {
    JoinAnswer answer = calls.join(join, caller);
    listeners.flush();
    return answer;
  }

  /** A child lives: see {@link org.legim.link.LinkApi#heartbeat}. */
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat, Caller caller) throws LinkException {
    return calls.heartbeat(heartbeat, caller);
  }

  /** A child asks for one below it: see {@link org.legim.link.LinkApi#admit}. */
  public JoinAnswer admit(Admit admit, Caller caller) throws LinkException {
    JoinAnswer answer = calls.admit(admit, caller);
    listeners.flush();
    return answer;
  }

  /**
   * Sends a report up, this node's own or that of one below it.
   *
   * @throws LinkException of kind NO_WAY if the gateway cannot be reached now
   */
  public ReportAnswer report(Report report) throws LinkException {
    return up().upward().report(report);
  }

  /** Tells the gateway that this node, or one below it, wants to leave; fails as a report does. */
  public DrainNotice leave(Leave leave) throws LinkException {
    return up().upward().leave(leave);
  }

  /** Asks what this node, or one below it, shall copy to others; fails as a report does. */
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    return up().upward().errands(call);
  }

  private Uplink up() {
    return uplink.orElseThrow(() -> new IllegalStateException("this is the gateway itself"));
  }

  /**
   * Makes sure that a call about a node comes from the child that is it, or above it. One about a
   * node that has left the roster passes: only the gateway knows what to say to it.
   *
   * @throws LinkException of kind NO_SESSION if it comes from no child, of kind NO_WAY if the node
   *     is not known to be below that child (yet)
   */
  public void requireBranch(String node, Caller caller) throws LinkException {
    calls.requireBranch(node, caller);
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
      admissions.reported(node);
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
    return admissions.pending();
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

  /**
   * At the gateway: these members are to leave. While they are online they serve what they hold,
   * but they are not {@linkplain Topology#staying staying}, and no node is let in below them.
   */
  public void setLeaving(Set<String> nodes) {
    departures.leaving(nodes);
  }

  /** At the gateway: the absence of these members is announced. */
  public void setMaintenance(Set<String> nodes) {
    departures.maintenance(nodes);
  }

  /**
   * At the gateway: says which members have errands, or are to leave; they hear {@link
   * TreeListener#called}. Asked at each tick.
   */
  public void setErrands(Supplier<Set<String>> nodes) {
    departures.errands(nodes);
  }

  /**
   * At the gateway: ends the membership of a node that holds nothing any more, durably. Members
   * below it, all of them away, have another parent from now on. The node is not shown from now on;
   * its parent still answers its calls for the time of one lease, so that it learns that it has
   * left. When it is started again, it joins as a new one.
   *
   * @param newParent the id of a member or of this gateway
   * @throws DecisionException if there is no such node, or a member below it is online
   */
  public void retire(String node, String newParent) throws DecisionException {
    admissions.retire(node, newParent);
    listeners.flush();
  }

  /** A member that has been in, whether it can be reached or not, by its id or its name. */
  public Optional<Member> member(String idOrName) {
    return members().stream()
        .filter(member -> member.id().equals(idOrName) || member.name().equals(idOrName))
        .findFirst();
  }

  /** The members that have been in, whether they can be reached or not. */
  public List<Member> members() {
    return members.entered();
  }

  /** Whether a node and all on the way down to it are online. */
  public boolean isOnline(String node) {
    return branch.isOnline(node);
  }

  /** How a node, this one or one below it, was when it was last heard. */
  public Optional<NodeStatus> status(String node) {
    return branch.status(node);
  }

  /** The ids of all members below a node by the roster, the deepest first. */
  public List<String> below(String node) {
    return Membership.below(members.roster(), node).stream().map(Member::id).toList();
  }

  /** The id of the node above a member by the roster; the gateway's at the top. */
  public Optional<String> parentOf(String node) {
    return members.find(node).map(Member::parent);
  }

  /** Whether this node is about to leave: then it sends those who want to join on to its parent. */
  public void setSelfLeaving(boolean leaving) {
    departures.self(leaving);
  }

  /**
   * This node joins at once below another parent, which stays its parent until this process ends.
   *
   * @param parentUrl that node's base URL
   */
  public void moveTo(String parentUrl) {
    up().moveTo(parentUrl);
  }

  /** The base URL of the parent of now; empty at a gateway. */
  public Optional<String> parentUrl() {
    return uplink.map(Uplink::url);
  }

  /** The children, whether they can be reached or not. */
  public List<DirectChild> directChildren() {
    return children.all();
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
    return admissions.isRecovering();
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
