package org.legim.tree;

import java.util.Optional;
import java.util.function.Supplier;
import org.legim.link.Admit;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.JoinAnswer;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.ParentLink;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/** Passes up what is meant for the gateway, this node's own and that of those below. */
final class Upward {

  private final Supplier<ParentLink> parent;
  private final Uplink uplink;

  /**
   * @param parent the link to the parent of now
   */
  Upward(Supplier<ParentLink> parent, Uplink uplink) {
    this.parent = parent;
    this.uplink = uplink;
  }

  /** See {@link org.legim.link.LinkApi#admit}. */
  JoinAnswer admit(Admit admit) throws LinkException {
    JoinAnswer answer = up(link -> link.admit(admit));
    return new JoinAnswer(
        answer.verdict(),
        answer.reason(),
        answer.name(),
        answer.tree(),
        answer.epoch(),
        Optional.ofNullable(uplink.standing().gateway()).orElse(answer.gateway()),
        answer.ancestors(),
        answer.roster(),
        answer.elsewhere());
  }

  /** See {@link org.legim.link.LinkApi#report}. */
  ReportAnswer report(Report report) throws LinkException {
    try {
      return up(link -> link.report(report));
    } catch (LinkException e) {
      // The gateway may have been put back to an older state, which its neighbours find out but
      // nodes further down do not. A process that has really been replaced is told so as it joins.
      if (e.kind() == Kind.REFUSED && report.node().equals(uplink.id())) {
        uplink.disowned();
      }
      throw e;
    }
  }

  /** See {@link org.legim.link.LinkApi#leave}. */
  DrainNotice leave(Leave leave) throws LinkException {
    return up(link -> link.leave(leave));
  }

  /** See {@link org.legim.link.LinkApi#errands}. */
  ErrandAnswer errands(ErrandCall call) throws LinkException {
    return up(link -> link.errands(call));
  }

  /** A call on behalf of the gateway. */
  @FunctionalInterface
  private interface Call<T> {
    T make(ParentLink link) throws LinkException;
  }

  // What went wrong above means for those below that there is no way: the rest is not theirs.
  private <T> T up(Call<T> call) throws LinkException {
    if (!uplink.standing().joined()) {
      throw noWay();
    }
    try {
      return call.make(parent.get());
    } catch (LinkException e) {
      if (e.kind() == Kind.NO_SESSION) {
        uplink.hurry();
      }
      if (e.kind() == Kind.REFUSED || e.kind() == Kind.BUSY || e.kind() == Kind.NO_WAY) {
        throw e;
      }
      throw noWay(e.getMessage(), e);
    }
  }

  /**
   * The failure of everything that needs the gateway now. Where the way ends further up, it says
   * what was said there: each node adding its own words would make them endless in a circle.
   */
  LinkException noWay() {
    String above = uplink.standing().above();
    return above.isEmpty() ? noWay(uplink.problem(), null) : new LinkException(Kind.NO_WAY, above);
  }

  private LinkException noWay(String why, LinkException cause) {
    return new LinkException(
        Kind.NO_WAY,
        "%s waits for its own parent %s: %s".formatted(uplink.name(), uplink.address(), why),
        cause);
  }
}
