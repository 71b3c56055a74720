package org.legim.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.legim.blob.BlobStore;
import org.legim.catalogue.Catalogue;
import org.legim.config.OnStop;
import org.legim.drain.DrainGateway;
import org.legim.drain.Drains;
import org.legim.drain.Leaving;
import org.legim.drain.Outcome;
import org.legim.drain.TreeChildren;
import org.legim.drain.TreeStop;
import org.legim.errand.Courier;
import org.legim.errand.Dispatch;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.StopOrder;
import org.legim.node.TreeDrains;
import org.legim.route.Branches;
import org.legim.route.ImageReads;
import org.legim.tree.DirectChild;
import org.legim.tree.Tree;

/** All of a process that has to do with stopping, put together as {@code node.Stopping} does it. */
final class SimulatedStop {

  private static final double KEEPS = 0.05;

  private final World world;
  private final SimulatedNode node;
  private final Tree tree;
  private final OnStop onStop;
  private final TreeChildren children = new Children();
  private boolean takesNothing;
  private boolean inboundDead;
  private Drains drains;
  private TreeStop treeStop;
  private Leaving leaving;

  SimulatedStop(World world, SimulatedNode node, Tree tree) {
    this.world = world;
    this.node = node;
    this.tree = tree;
    this.onStop = world.chance(KEEPS) ? OnStop.KEEP : OnStop.DRAIN;
  }

  void ofGateway(
      Catalogue catalogue,
      BlobStore blobs,
      ImageReads reads,
      Reclaims reclaim,
      Dispatch dispatch,
      Runnable suspend) {
    // Under the locks of drains nobody comes in between, but where an errand call is answered.
    Catalogue books = Guard.ofLocked(node, Catalogue.class, catalogue);
    drains =
        new Drains(
            new Drains.Site(
                node.id(),
                books.ledger(),
                books.drains(),
                new TreeDrains(node.id(), tree),
                world::replicas,
                world.drainTimeout()),
            dispatch,
            node.lane("drain", 4),
            world::nanos,
            world.clock());
    treeStop =
        new TreeStop(
            new TreeStop.Site(
                node.id(), books, blobs, reads, reclaim::offer, onStop, world.drainTimeout()),
            suspend,
            children,
            node.lane("push", 8),
            world::nanos);
  }

  /** Takes blobs that may not be needed. */
  @FunctionalInterface
  interface Reclaims {
    void offer(org.legim.blob.Sha256 blob);
  }

  void ofMember(
      String run, Catalogue catalogue, BlobStore blobs, Branches branches, Runnable report) {
    Courier courier =
        new Courier(
            node.id(),
            blobs,
            blob ->
                java.util.Optional.ofNullable(catalogue.ledger().anyImageOf(blob))
                    .map(image -> image.entry()),
            branches,
            node.lane("push", 8),
            world::nanos,
            OptionalLong.empty());
    courier.check(
        blob -> {
          if (node.machine().disk.blobs.containsKey(blob)) {
            return true;
          }
          catalogue.holdings().lost(blob);
          report.run();
          return false;
        });
    leaving =
        new Leaving(
            new Leaving.Site(
                node.id(),
                run,
                node.machine().disk.drainFile(),
                onStop,
                world.drainTimeout(),
                () -> catalogue.ledger().countHeldBy(node.id()),
                () -> node.machine().disk.identity.member(),
                report,
                this::takeNothing,
                tree::moveTo,
                tree::parentUrl,
                new BeforeTheFile()),
            new Upwards(),
            children,
            courier,
            node.lane("drain", 4),
            world::nanos);
  }

  private void takeNothing(boolean leaves) {
    node.crashPoint("after drain.json");
    takesNothing = leaves;
    tree.setSelfLeaving(leaves);
  }

  void resume() {
    if (leaving != null) {
      leaving.start();
    }
  }

  void start() {
    if (drains != null) {
      tree.setErrands(drains::called);
      drains.start();
    } else {
      leaving.ended().thenAccept(this::ended);
    }
  }

  private void ended(Outcome outcome) {
    world.trace(() -> node + " has left: " + outcome);
    world.after(
        world.random().nextLong(3 * World.SECOND),
        node.lane("exit", 1),
        "exit",
        () -> node.machine().stop(outcome));
  }

  void ticks(List<Runnable> due) {
    if (drains != null) {
      due.add(drains::tick);
      due.add(treeStop::tick);
    } else {
      due.add(leaving::tick);
    }
  }

  boolean takesNothing() {
    return takesNothing;
  }

  boolean hasEnded() {
    return leaving != null && leaving.ended().isDone();
  }

  /** Whether it is a part of its tree like any other. */
  boolean isStaying() {
    return leaving == null || leaving.state() == Leaving.State.STAYING;
  }

  boolean keeps() {
    return onStop == OnStop.KEEP;
  }

  /** Nobody can call this process any more. */
  boolean isInboundDead() {
    return inboundDead;
  }

  Drains drains() {
    return drains;
  }

  long reserved(String id) {
    return drains == null ? 0 : drains.reserved(id);
  }

  /** The process is asked to stop. */
  void stop(boolean dead) {
    inboundDead |= dead;
    if (leaving != null) {
      leaving.leave(dead);
    } else {
      boolean first = !stopping;
      stopping = true;
      CompletableFuture<Outcome> end = treeStop.stop();
      if (first) {
        end.thenAccept(this::ended);
      }
    }
  }

  private boolean stopping;

  void hurry() {
    if (leaving != null) {
      leaving.hurry();
    } else {
      treeStop.hurry();
    }
  }

  void ordered(StopOrder order) {
    if (leaving != null) {
      leaving.ordered(order);
    }
  }

  void called() {
    if (leaving != null) {
      leaving.called();
    }
  }

  void joined(String id, String run) {
    if (drains != null) {
      drains.joined(id, run);
    }
  }

  private final class Upwards implements DrainGateway {
    @Override
    public DrainNotice leave(Leave leave) throws LinkException {
      return tree.leave(leave);
    }

    @Override
    public ErrandAnswer errands(ErrandCall call) throws LinkException {
      return tree.errands(call);
    }
  }

  private final class Children implements TreeChildren {
    @Override
    public List<DirectChild> direct() {
      return tree.directChildren();
    }

    @Override
    public void stop(DirectChild child, StopOrder order) throws LinkException {
      world
          .network()
          .call(
              node,
              world.network().at(child.address()),
              "stop, go on at " + order.elsewhere(),
              true,
              callee -> {
                SimulatedNetwork.caller(callee, child.session());
                callee.stop.ordered(order);
                return order;
              });
    }

    @Override
    public void ping(DirectChild child) throws LinkException {
      world.network().ping(node, child);
    }
  }

  /** The time of an intent is asked for just before it is written. */
  private final class BeforeTheFile extends Clock {
    @Override
    public ZoneId getZone() {
      return world.clock().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      node.crashPoint("before drain.json");
      return world.clock().instant();
    }
  }
}
