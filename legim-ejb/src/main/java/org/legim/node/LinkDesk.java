package org.legim.node;

import java.util.Optional;
import java.util.function.Consumer;
import org.legim.link.Admit;
import org.legim.link.Caller;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Hello;
import org.legim.link.HelloAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.LinkHandshake;
import org.legim.link.LinkService;
import org.legim.link.Ping;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.Sessions;
import org.legim.link.StopOrder;
import org.legim.tree.Tree;

/** Answers the neighbours' calls: what it is about says who in this node does. */
final class LinkDesk implements LinkService {

  private final String self;
  private final LinkHandshake handshake;
  private final Sessions sessions;
  private final Tree tree;
  private final Optional<GatewayDesk> gateway;
  private final Consumer<StopOrder> stop;

  /**
   * @param gateway if this node is the gateway
   * @param stop takes the orders of a parent that stops
   */
  LinkDesk(
      String self,
      LinkHandshake handshake,
      Sessions sessions,
      Tree tree,
      Optional<GatewayDesk> gateway,
      Consumer<StopOrder> stop) {
    this.self = self;
    this.handshake = handshake;
    this.sessions = sessions;
    this.tree = tree;
    this.gateway = gateway;
    this.stop = stop;
  }

  @Override
  public HelloAnswer hello(Hello hello, String host, boolean direct) throws LinkException {
    LinkHandshake.Welcome welcome = handshake.welcome(hello, direct);
    sessions.propose(welcome.session());
    return welcome.answer();
  }

  @Override
  public JoinAnswer join(Join join, Caller caller) throws LinkException {
    JoinAnswer answer = tree.join(join, caller);
    if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
      sessions.establish(caller.session());
    }
    return answer;
  }

  @Override
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat, Caller caller) throws LinkException {
    return tree.heartbeat(heartbeat, caller);
  }

  @Override
  public JoinAnswer admit(Admit admit, Caller caller) throws LinkException {
    return tree.admit(admit, caller);
  }

  @Override
  public ReportAnswer report(Report report, Caller caller) throws LinkException {
    tree.requireBranch(report.node(), caller);
    return gateway.isPresent() ? gateway.get().report(report) : tree.report(report);
  }

  @Override
  public DrainNotice leave(Leave leave, Caller caller) throws LinkException {
    tree.requireBranch(leave.node(), caller);
    return gateway.isPresent() ? gateway.get().leave(leave) : tree.leave(leave);
  }

  @Override
  public ErrandAnswer errands(ErrandCall call, Caller caller) throws LinkException {
    tree.requireBranch(call.node(), caller);
    return gateway.isPresent() ? gateway.get().errands(call) : tree.errands(call);
  }

  @Override
  public Ping stop(StopOrder order, Caller caller) {
    stop.accept(order);
    return new Ping(self);
  }

  @Override
  public Ping ping(Ping ping, Caller caller) {
    return new Ping(self);
  }
}
