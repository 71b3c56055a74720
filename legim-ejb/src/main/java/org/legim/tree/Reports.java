package org.legim.tree;

import java.util.HashMap;
import java.util.Map;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Member;
import org.legim.link.Report;

/**
 * Which reports the gateway believes: those of a member's present process, in their order; and
 * whose disks it knows in whole. Thread-safe.
 */
final class Reports {

  private final Membership members;
  private final Map<String, Last> last = new HashMap<>();
  private final Map<String, String> complete = new HashMap<>();

  Reports(Membership members) {
    this.members = members;
  }

  private record Last(String run, long number) {}

  /**
   * Makes sure that a report is newer than all before.
   *
   * @throws LinkException of kind REFUSED if it is not
   */
  void check(Report report) throws LinkException {
    Member member =
        members
            .find(report.node())
            .filter(Membership::hasEntered)
            .orElseThrow(
                () ->
                    new LinkException(
                        Kind.REFUSED, "node " + report.node() + " is no member of this tree"));
    if (!member.run().equals(report.run())) {
      throw new LinkException(
          Kind.REFUSED,
          "a newer process of node " + member.name() + " (" + member.id() + ") has joined");
    }
    synchronized (this) {
      Last former = last.get(report.node());
      if (former != null
          && former.run().equals(report.run())
          && report.number() <= former.number()) {
        throw new LinkException(
            Kind.REFUSED,
            "report %d of node %s (%s) is late: number %d was here"
                .formatted(report.number(), member.name(), member.id(), former.number()));
      }
      last.put(report.node(), new Last(report.run(), report.number()));
    }
  }

  /** A node is in, perhaps again: what it holds is to be compared. */
  synchronized void joined(String node) {
    complete.remove(node);
  }

  /** Nothing is known in whole any more. */
  synchronized void beginAnew() {
    complete.clear();
  }

  synchronized void forget(String node) {
    last.remove(node);
    complete.remove(node);
  }

  /** Ledger and node agree; false if the process that reported is no longer the present one. */
  boolean completed(String node, String run) {
    boolean present = members.find(node).filter(member -> run.equals(member.run())).isPresent();
    if (present) {
      synchronized (this) {
        complete.put(node, run);
      }
    }
    return present;
  }

  /** Whether the disk of a node's present process is known in whole. */
  boolean isComplete(Member member) {
    synchronized (this) {
      return member.run() != null && member.run().equals(complete.get(member.id()));
    }
  }
}
