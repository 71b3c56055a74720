package org.legim.flow;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.legim.blob.Sha256;
import org.legim.catalogue.Ledger;
import org.legim.catalogue.Reconciliation;
import org.legim.link.LinkException;
import org.legim.link.Member;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/**
 * Where the gateway takes the reports of its nodes. Of each node only the newest report of its
 * present process counts: one that was overtaken says what is no longer so.
 */
public final class ReportDesk {

  private final Members members;
  private final Ledger ledger;
  private final BooleanSupplier recovering;
  private final Consumer<Sha256> placement;
  private final Consumer<Sha256> reclaim;
  private final Listener listener;
  private final ConcurrentMap<String, Fence> fences = new ConcurrentHashMap<>();

  /**
   * @param recovering whether the reports of other nodes are missing
   * @param placement takes blobs that have one more holder
   * @param reclaim takes blobs of this node that no image needs any more
   * @param listener hears of the nodes that agree with the gateway about what they hold
   */
  public ReportDesk(
      Members members,
      Ledger ledger,
      BooleanSupplier recovering,
      Consumer<Sha256> placement,
      Consumer<Sha256> reclaim,
      Listener listener) {
    this.members = members;
    this.ledger = ledger;
    this.recovering = recovering;
    this.placement = placement;
    this.reclaim = reclaim;
    this.listener = listener;
  }

  /**
   * Takes a report.
   *
   * @throws LinkException of kind REFUSED if the node does not belong to the tree, a newer process
   *     of it has joined, or a newer report has come
   */
  public ReportAnswer receive(Report report) throws LinkException {
    member(report); // before anything is kept for it
    Fence fence = fences.computeIfAbsent(report.node(), node -> new Fence());
    Reconciliation result = fence.pass(report);
    result.unneeded().forEach(reclaim);
    result.gained().forEach(placement);
    if (result.answer().complete()) {
      listener.complete(report.node(), report.run());
    }
    return result.answer();
  }

  /** Forgets the nodes that are not members any more. */
  public void retain(Set<String> memberIds) {
    fences.keySet().retainAll(memberIds);
  }

  private Member member(Report report) throws LinkException {
    Optional<Member> member = members.find(report.node());
    if (member.isEmpty()) {
      throw refused("node " + report.node() + " does not belong to this tree");
    }
    if (!report.run().equals(member.get().run())) {
      throw refused("a newer process of node " + member.get().name() + " has joined since");
    }
    return member.get();
  }

  private static LinkException refused(String why) {
    return new LinkException(LinkException.Kind.REFUSED, "report refused: " + why);
  }

  /** Lets the reports of one node through, one at a time, each newer than the one before. */
  private final class Fence {
    private String run = "";
    private long number;

    synchronized Reconciliation pass(Report report) throws LinkException {
      Member member = member(report);
      if (!report.run().equals(run)) {
        run = report.run();
      } else if (report.number() <= number) {
        throw refused(
            "number " + report.number() + " of node " + member.name() + " after " + number);
      }
      number = report.number();
      return ledger.receive(report, member.name(), recovering.getAsBoolean());
    }
  }

  /** The nodes that belong to the tree. */
  @FunctionalInterface
  public interface Members {

    /** A member with its present process; empty if no member has this id. */
    Optional<Member> find(String node);
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
