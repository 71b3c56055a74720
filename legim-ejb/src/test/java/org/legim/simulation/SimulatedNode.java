package org.legim.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.legim.blob.BlobStore;
import org.legim.blob.HotMemory;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.Catalogue;
import org.legim.config.ParentAddress;
import org.legim.flow.BlobReceipt;
import org.legim.flow.Intake;
import org.legim.flow.Placement;
import org.legim.flow.Reclaim;
import org.legim.flow.ReportDesk;
import org.legim.flow.Reporter;
import org.legim.flow.StayingNodes;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;
import org.legim.link.BlobLink;
import org.legim.link.Caller;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.node.FoundBlobs;
import org.legim.route.Branches;
import org.legim.route.FarBlobs;
import org.legim.route.ImageReads;
import org.legim.route.Relay;
import org.legim.route.Routing;
import org.legim.tree.DirectChild;
import org.legim.tree.Identity;
import org.legim.tree.IdentityStore;
import org.legim.tree.LocalNode;
import org.legim.tree.PublicSite;
import org.legim.tree.StayingNode;
import org.legim.tree.Surroundings;
import org.legim.tree.Tree;
import org.legim.tree.TreeListener;

/** One process of a node: the real classes, put together as {@code org.legim.node} does it. */
final class SimulatedNode {

  private static final long TICK_NANOS = World.SECOND / 4;
  private static final long DISK_BYTES = 1L << 30;
  private static final int LONGEST_UPLOAD = 1 << 20;

  private final World world;
  private final Machine machine;
  private final String run;
  final Map<String, Caller> sessions = new HashMap<>();
  private final Map<String, String> established = new HashMap<>();
  final Tree tree;
  final Intake intake;
  final ImageReads reads;
  final Relay relay;
  final Catalogue catalogue;
  private final ReportDesk desk;
  private final Reporter reporter;
  private final Placement placement;
  private final Reclaim reclaim;
  final SimulatedStop stop;
  private final SimulatedRepair repair;
  private final Map<String, ParentCalls> links = new HashMap<>();
  private final Lane ticks;
  private final Lane housekeeping;
  private final Set<String> answered = new HashSet<>();
  private boolean open;
  private boolean made;

  SimulatedNode(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
    this.run = new UUID(world.random().nextLong(), world.random().nextLong()).toString();
    this.ticks = lane("tick", 1);
    this.housekeeping = lane("housekeeping", 1);
    this.catalogue = Guard.of(this, Catalogue.class, machine.disk.catalogue());
    BlobStore blobs =
        Guard.of(this, BlobStore.class, new MemoryBlobs(machine.disk.blobs, world.scratch()));
    this.reclaim = new Reclaim(blobs, catalogue, lane("reclaim", 1));
    VerifiedBlobs verified = new VerifiedBlobs(blobs, hash -> {});
    IdentityStore identity = Guard.of(this, IdentityStore.class, new StoredIdentity());
    boolean gateway = machine.parent() == null;
    keepFound(blobs);
    Optional<ParentAddress> parent =
        gateway
            ? Optional.empty()
            : Optional.of(new ParentAddress(machine.parent().host(), 80, "/legim", false));
    String name = machine.toString();
    LocalNode local =
        new LocalNode(
            identity,
            run,
            name,
            false,
            Optional.of(machine.url()),
            80,
            "/legim",
            Optional.empty(),
            PublicSite.none(),
            catalogue::tally,
            () -> DISK_BYTES - catalogue.tally().bytes() - machine.number,
            () -> 0,
            catalogue.holdings()::state,
            Map.of());
    this.tree =
        new Tree(
            local,
            new Surroundings(
                parent,
                this::link,
                lane("uplink", 1),
                lane("probe", 4),
                this::ping,
                node -> 0,
                catalogue.rosters(),
                catalogue.ledger(),
                world::nanos,
                world.random()));
    Branches branches = new Ways();
    this.stop = new SimulatedStop(world, this, tree);
    this.placement =
        new Placement(
            new Placement.Site(id(), catalogue, blobs, branches, world.random()),
            new Staying(),
            world::replicas,
            reclaim::offer,
            lane("transfer", 8),
            world::nanos);
    this.repair = new SimulatedRepair(world, this, tree, catalogue);
    this.reporter =
        gateway
            ? null
            : new Reporter(
                id(),
                run,
                catalogue.holdings(),
                tree::report,
                reclaim::offer,
                lane("report", 1),
                world::nanos);
    this.desk =
        new ReportDesk(
            this::fence,
            catalogue.ledger(),
            tree.topology()::isRecovering,
            this::gained,
            this::lost,
            reclaim::offer,
            tree::completed);
    BlobReceipt receipt =
        new BlobReceipt(
            new BlobReceipt.Site(id(), blobs, catalogue.holdings(), reclaim::offer, Runnable::run),
            stop::takesNothing,
            this::received);
    FarBlobs far = new FarBlobs(new HotMemory(0));
    this.relay = new Relay(id(), verified, far, branches, receipt);
    this.intake = new Intake(blobs, catalogue, reclaim, LONGEST_UPLOAD, placement::uploaded);
    this.reads =
        new ImageReads(
            id(), catalogue, verified, far, Routing.withoutClock(branches), repair::damaged);
    if (gateway) {
      stop.ofGateway(
          machine.disk.catalogue(), blobs, reads, reclaim::offer, repair.dispatch(), this::suspend);
    } else {
      stop.ofMember(run, catalogue, blobs, branches, this::wakeReporter);
    }
    tree.listen(new Listener());
    made = true;
  }

  private void gained(Sha256 blob) {
    placement.offer(blob);
    repair.gained(blob);
  }

  private void suspend() {
    placement.suspend();
    repair.suspend();
  }

  private void keepFound(BlobStore blobs) {
    try {
      FoundBlobs.keep(blobs, catalogue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParentCalls link(String url) {
    return links.computeIfAbsent(
        url, at -> new ParentCalls(world.network(), this, world.machineAt(at)));
  }

  Lane lane(String name, int threads) {
    return new Lane(world, this, name, threads);
  }

  void start() {
    stop.resume();
    tree.start();
    stop.start();
    nextTick();
    housekeeping.schedule(this::sweep, world.random().nextLong(5000), TimeUnit.MILLISECONDS);
  }

  /** What {@code DELETE} of the public API does. */
  void delete(String id) throws RefusedException {
    catalogue.delete(id, WriteCondition.NONE).ifPresent(reclaim::offer);
  }

  private void sweep() {
    try {
      reclaim.sweep();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void nextTick() {
    world.after(TICK_NANOS + world.random().nextLong(TICK_NANOS), ticks, "tick", this::tick);
  }

  private void tick() {
    nextTick();
    List<Runnable> due = new ArrayList<>();
    if (!stop.hasEnded()) {
      due.add(tree::tick);
    }
    stop.ticks(due);
    if (reporter != null) {
      due.add(reporter::tick);
    } else {
      due.add(placement::tick);
      repair.ticks(due);
    }
    Collections.shuffle(due, world.javaRandom());
    due.forEach(Runnable::run);
  }

  private void received(Collection<Sha256> hashes) {
    if (reporter != null) {
      reporter.wake();
    } else {
      hashes.forEach(this::gained);
    }
  }

  private void lost(Collection<Sha256> hashes) {
    hashes.forEach(placement::offer);
    repair.lost(hashes);
  }

  private void wakeReporter() {
    if (reporter != null) {
      reporter.wake();
    }
  }

  Machine machine() {
    return machine;
  }

  String id() {
    return machine.id();
  }

  boolean isAlive() {
    return machine.process() == this;
  }

  boolean isGateway() {
    return machine.parent() == null;
  }

  void requireAlive() {
    // While it is being made it is not yet the machine's.
    if (!isAlive() && made) {
      throw new Crash(this);
    }
  }

  /** Others come in between. */
  void yield() {
    world.interleave();
    requireAlive();
  }

  void crashPoint(String where) {
    if (machine.countsDownToCrash()) {
      machine.crash(where);
      throw new Crash(this);
    }
  }

  void changed(String what, Object[] args, Object result) {
    world.changed(this, what, args, result);
  }

  /** A child is in by this session, and by none before. */
  void establish(Caller caller) {
    String former = established.put(caller.node(), caller.session());
    if (former != null && !former.equals(caller.session())) {
      sessions.remove(former);
    }
  }

  ReportAnswer report(Report report, Caller caller) throws LinkException {
    tree.requireBranch(report.node(), caller);
    if (!isGateway()) {
      return tree.report(report);
    }
    ReportAnswer answer = desk.receive(report);
    stop.drains().reported(report.node());
    return answer;
  }

  DrainNotice leave(Leave leave, Caller caller) throws LinkException {
    tree.requireBranch(leave.node(), caller);
    return isGateway() ? stop.drains().leave(leave) : tree.leave(leave);
  }

  ErrandAnswer errands(ErrandCall call, Caller caller) throws LinkException {
    tree.requireBranch(call.node(), caller);
    if (!isGateway()) {
      return tree.errands(call);
    }
    // The answers to one node come one after the other: the second would wait for a lock.
    if (!answered.add(call.node())) {
      throw new LinkException(LinkException.Kind.BUSY, "the call before is still being answered");
    }
    boolean before = open;
    open = true;
    try {
      return stop.drains().errands(call);
    } finally {
      open = before;
      answered.remove(call.node());
    }
  }

  /** Others come in between where drains hold no lock that they might want. */
  void yieldInErrands() {
    if (open) {
      open = false;
      try {
        this.yield();
      } finally {
        open = true;
      }
    }
  }

  /** Only a child that is in sends blobs up. */
  void requireChild(String session) throws LinkException {
    Caller caller = SimulatedNetwork.caller(this, session);
    if (!session.equals(established.get(caller.node()))) {
      throw new LinkException(LinkException.Kind.NO_SESSION, caller.node() + " is not in");
    }
  }

  private String fence(Report report) throws LinkException {
    tree.reportFence(report);
    return tree.nameOf(report.node());
  }

  private void ping(DirectChild child) throws LinkException {
    world.network().ping(this, child);
  }

  private final class StoredIdentity implements IdentityStore {
    @Override
    public Identity identity() {
      return machine.disk.identity;
    }

    @Override
    public void change(UnaryOperator<Identity> change) {
      machine.disk.identity = change.apply(machine.disk.identity);
    }
  }

  private final class Staying implements StayingNodes {
    @Override
    public List<StayingNode> staying() {
      return tree.topology().staying().stream()
          .map(each -> each.less(stop.reserved(each.id())))
          .toList();
    }

    @Override
    public boolean isRecovering() {
      return tree.topology().isRecovering();
    }
  }

  private final class Ways implements Branches {
    @Override
    public List<String> reachable(Collection<String> nodes) {
      return tree.topology().reachable(nodes);
    }

    @Override
    public Optional<BlobLink> towards(String node) {
      return tree.topology()
          .towards(node)
          .map(child -> new ChildBlobs(world.network(), SimulatedNode.this, child));
    }

    @Override
    public Optional<BlobLink> up() {
      return tree.parentUrl().flatMap(url -> link(url).blobs());
    }
  }

  private final class Listener implements TreeListener {
    @Override
    public void woken() {
      wakeReporter();
    }

    @Override
    public void called() {
      stop.called();
    }

    @Override
    public void memberJoined(String node, String joinedRun) {
      stop.joined(node, joinedRun);
    }

    @Override
    public void joined(long epoch) {
      if (reporter != null) {
        reporter.joined();
      }
    }

    @Override
    public void recoveryEnded(Set<Sha256> unneeded) {
      unneeded.forEach(reclaim::offer);
    }

    @Override
    public void childLeft(String id) {
      sessions.remove(established.remove(id));
    }
  }

  @Override
  public String toString() {
    return machine + "#" + run.substring(0, 4);
  }
}
