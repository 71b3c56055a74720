package org.legim.flow;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.legim.blob.Sha256;
import org.legim.catalogue.Ledger;
import org.legim.catalogue.Reconciliation;
import org.legim.link.LinkException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/**
 * Where the gateway takes the reports of its nodes, those of one node strictly one after the other:
 * between the fence that finds a report the newest and the books that believe it, no newer one may
 * pass.
 */
public final class ReportDesk {

  private static final int STRIPES = 64;

  private final Fence fence;
  private final Ledger ledger;
  private final BooleanSupplier recovering;
  private final Consumer<Sha256> gained;
  private final Consumer<Set<Sha256>> lost;
  private final Consumer<Sha256> reclaim;
  private final Listener listener;
  private final Object[] stripes = new Object[STRIPES];

  /**
   * @param recovering whether the reports of other nodes are missing
   * @param gained takes blobs that have one more holder
   * @param lost takes blobs that have one holder less, though nobody let it drop them
   * @param reclaim takes blobs of this node that no image needs any more
   * @param listener hears of the nodes that agree with the gateway about what they hold
   */
  public ReportDesk(
      Fence fence,
      Ledger ledger,
      BooleanSupplier recovering,
      Consumer<Sha256> gained,
      Consumer<Set<Sha256>> lost,
      Consumer<Sha256> reclaim,
      Listener listener) {
    this.fence = fence;
    this.ledger = ledger;
    this.recovering = recovering;
    this.gained = gained;
    this.lost = lost;
    this.reclaim = reclaim;
    this.listener = listener;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Object();
    }
  }

  /**
   * Takes a report.
   *
   * @throws LinkException of kind REFUSED if the fence does not let it pass
   */
  public ReportAnswer receive(Report report) throws LinkException {
    Reconciliation result = receiveInTurn(report);
    result.unneeded().forEach(reclaim);
    result.gained().forEach(gained);
    lost.accept(result.lost());
    // Until a node says itself that it belongs here, it would report what it is given as its own.
    if (result.answer().complete() && result.answer().tree().equals(report.tree())) {
      listener.complete(report.node(), report.run());
    }
    return result.answer();
  }

  private Reconciliation receiveInTurn(Report report) throws LinkException {
    synchronized (stripes[Math.floorMod(report.node().hashCode(), STRIPES)]) {
      String name = fence.pass(report);
      return ledger.receive(report, name, recovering.getAsBoolean());
    }
  }

  /** Lets only those reports through that say what is so now. */
  @FunctionalInterface
  public interface Fence {

    /**
     * Makes sure that a report is the newest of its node's present process.
     *
     * @return the name of the node
     * @throws LinkException of kind REFUSED if it is not
     */
    String pass(Report report) throws LinkException;
  }

  /** Hears of the progress of nodes. */
  @FunctionalInterface
  public interface Listener {

    /**
     * The gateway knows all that a node holds, and the node all that the gateway ordered.
     *
     * @param run the process of the node that this is true of
     */
    void complete(String node, String run);
  }
}
