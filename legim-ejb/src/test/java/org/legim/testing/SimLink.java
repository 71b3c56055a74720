package org.legim.testing;

import org.legim.link.Admit;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.ParentLink;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/** The way from one process to whatever process runs at its parent's address. */
final class SimLink implements ParentLink {

  private final SimWorld world;
  private final SimNode child;
  private final String parent;
  private String session = "none";

  SimLink(SimWorld world, SimNode child, String parent) {
    this.world = world;
    this.child = child;
    this.parent = parent;
  }

  @Override
  public void connect() throws LinkException {
    SimNode node = parent();
    if (world.isOutdated(parent)) {
      throw new LinkException(Kind.REFUSED, "the parent speaks version 0 of the link protocol");
    }
    session = node.welcome(child).session();
  }

  @Override
  public JoinAnswer join(Join join) throws LinkException {
    SimNode node = parent();
    return back(node.tree().join(join, node.caller(session)));
  }

  @Override
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat) throws LinkException {
    SimNode node = parent();
    world.count(heartbeat);
    HeartbeatAnswer answer = node.tree().heartbeat(heartbeat, node.caller(session));
    world.count(answer);
    return back(answer);
  }

  @Override
  public JoinAnswer admit(Admit admit) throws LinkException {
    SimNode node = parent();
    return back(node.tree().admit(admit, node.caller(session)));
  }

  @Override
  public ReportAnswer report(Report report) throws LinkException {
    SimNode node = parent();
    node.tree().requireBranch(report.node(), node.caller(session));
    return back(node.takeReport(report));
  }

  private SimNode parent() throws LinkException {
    return world.reach(child.host(), parent);
  }

  // The answer may be lost where the question was not.
  private <T> T back(T answer) throws LinkException {
    if (world.losesAnswers(child.host())) {
      throw new LinkException(Kind.UNREACHABLE, "no answer in time");
    }
    return answer;
  }

  @Override
  public DrainNotice leave(Leave leave) throws LinkException {
    throw new LinkException(LinkException.Kind.FAILED, "nobody leaves here");
  }

  @Override
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    SimNode node = parent();
    node.tree().requireBranch(call.node(), node.caller(session));
    return back(node.takeErrands(call));
  }
}
