package org.legim.node;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageWrites;
import org.legim.config.GeoPoint;
import org.legim.config.NodeConfig;
import org.legim.drain.Drains;
import org.legim.errand.Dispatch;
import org.legim.flow.Flow;
import org.legim.flow.Placement;
import org.legim.flow.Quorum;
import org.legim.flow.StayingNodes;
import org.legim.repair.Health;
import org.legim.repair.Repairs;
import org.legim.tree.Tree;

/** Everything of a gateway that keeps the number of copies right, seen as one; no member has it. */
final class CopyKeeping {

  private final Placement placement;
  private final Dispatch dispatch = new Dispatch(System::nanoTime);
  private final Optional<Repairs> repairs;
  private final ImageWrites writes;

  /**
   * @param staying the nodes that may get images
   * @param replicas on how many nodes an image should be
   */
  CopyKeeping(
      NodeConfig config,
      Storage storage,
      Tree tree,
      Workers workers,
      Placement.Site site,
      StayingNodes staying,
      IntSupplier replicas) {
    this.placement =
        new Placement(
            site,
            staying,
            replicas,
            storage.reclaim()::offer,
            workers.transfers(),
            System::nanoTime);
    this.repairs =
        config.parent().isPresent()
            ? Optional.empty()
            : Optional.of(
                new Repairs(
                    new Repairs.Site(
                        site.self(),
                        storage.catalogue().ledger(),
                        new TreeRepairs(tree),
                        replicas,
                        config.repairAfter(),
                        config.repairRate()),
                    dispatch,
                    workers.repairs(),
                    new Random(),
                    System::nanoTime,
                    Clock.systemUTC()));
    this.writes =
        isOneEnough(config)
            ? site.catalogue()
            : new Quorum(
                new Quorum.Site(
                    site,
                    staying,
                    placement,
                    config.writeQuorum(),
                    storage.reclaim()::offer,
                    workers.quorums(),
                    System::nanoTime));
  }

  private static boolean isOneEnough(NodeConfig config) {
    return config.writeQuorum() == 1 || config.parent().isPresent();
  }

  /** What makes the records of uploads, and has them copied first where it has to be so. */
  ImageWrites writes() {
    return writes;
  }

  /** The errands under way, for whatever reason. */
  Dispatch dispatch() {
    return dispatch;
  }

  /** At the gateway, once the tree has been started. */
  void start(Workers workers) {
    workers.everyTick(placement::tick);
    repairs.ifPresent(each -> workers.everyTick(each::tick));
  }

  /** Places, repairs and lets go of nothing from now on: the whole tree stops. */
  void suspend() {
    placement.suspend();
    repairs.ifPresent(Repairs::suspend);
  }

  /** The gateway's own disk has a blob that a client has sent, from where that is known. */
  void uploaded(Sha256 blob, Optional<GeoPoint> from) {
    placement.uploaded(blob, from);
  }

  /** A blob has one more holder. */
  void gained(Sha256 blob) {
    placement.offer(blob);
    repairs.ifPresent(each -> each.gained(blob));
  }

  /** A node has lost blobs. Those that the gateway has, it places anew; the rest is repaired. */
  void lost(Set<Sha256> blobs) {
    blobs.forEach(placement::offer);
    repairs.ifPresent(each -> each.lost(blobs));
  }

  /** A node has sent other bytes than those of a blob. */
  void damaged(Sha256 blob, String node) {
    repairs.ifPresent(each -> each.damaged(blob, node));
  }

  /** How the images were off when they were last looked at; empty before that. */
  Optional<Health> health() {
    return repairs.flatMap(Repairs::health);
  }

  /** What moves now. */
  List<Flow> flows(Optional<Drains> drains) {
    List<Flow> flows = new ArrayList<>();
    placement.flow().ifPresent(flows::add);
    drains.ifPresent(each -> flows.addAll(each.flows()));
    repairs.flatMap(Repairs::flow).ifPresent(flows::add);
    return flows;
  }
}
