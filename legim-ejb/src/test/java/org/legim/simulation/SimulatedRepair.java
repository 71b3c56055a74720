package org.legim.simulation;

import java.util.Collection;
import java.util.List;
import org.legim.blob.Sha256;
import org.legim.catalogue.Catalogue;
import org.legim.errand.Dispatch;
import org.legim.node.TreeRepairs;
import org.legim.repair.Repairs;
import org.legim.tree.Tree;

/** The repairs of a gateway, put together as {@code node.CopyKeeping} does it. */
final class SimulatedRepair {

  private static final long RATE = 1 << 20;

  private final Dispatch dispatch;
  private final Repairs repairs;

  SimulatedRepair(World world, SimulatedNode node, Tree tree, Catalogue catalogue) {
    this.dispatch = new Dispatch(world::nanos);
    this.repairs =
        new Repairs(
            new Repairs.Site(
                node.id(),
                catalogue.ledger(),
                new TreeRepairs(tree),
                world::replicas,
                world.repairAfter(),
                RATE),
            dispatch,
            node.lane("repair", 1),
            world.random(),
            world::nanos,
            world.clock());
  }

  Dispatch dispatch() {
    return dispatch;
  }

  void ticks(List<Runnable> due) {
    due.add(repairs::tick);
  }

  void suspend() {
    repairs.suspend();
  }

  void gained(Sha256 blob) {
    repairs.gained(blob);
  }

  void lost(Collection<Sha256> blobs) {
    repairs.lost(blobs);
  }

  void damaged(Sha256 blob, String node) {
    repairs.damaged(blob, node);
  }
}
