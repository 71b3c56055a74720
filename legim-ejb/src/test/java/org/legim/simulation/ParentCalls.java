package org.legim.simulation;

import java.util.Optional;
import java.util.UUID;
import org.legim.link.Admit;
import org.legim.link.BlobLink;
import org.legim.link.Caller;
import org.legim.link.DrainNotice;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.Heartbeat;
import org.legim.link.HeartbeatAnswer;
import org.legim.link.Join;
import org.legim.link.JoinAnswer;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.link.ParentLink;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/** The calls of a node to its parent. */
final class ParentCalls implements ParentLink {

  private static final String NO_SESSION = "none";

  private final SimulatedNetwork network;
  private final SimulatedNode self;
  private final Machine parent;
  private volatile String session = NO_SESSION;

  ParentCalls(SimulatedNetwork network, SimulatedNode self, Machine parent) {
    this.parent = parent;
    this.network = network;
    this.self = self;
  }

  /** The way of blobs, once there is a session. */
  Optional<BlobLink> blobs() {
    String in = session;
    return in.equals(NO_SESSION)
        ? Optional.empty()
        : Optional.of(new ParentBlobs(network, self, parent, in));
  }

  /** A call within a session. */
  @FunctionalInterface
  private interface Call<T> {
    T on(SimulatedNode parent, Caller caller) throws LinkException;
  }

  @Override
  public void connect() throws LinkException {
    String next = new UUID(network.random().nextLong(), network.random().nextLong()).toString();
    network.call(
        self,
        parent,
        "hello",
        false,
        to -> {
          Caller caller =
              new Caller(self.id(), next, "key-" + self.id(), true, self.machine().host());
          to.sessions.put(next, caller);
          return next;
        });
    session = next;
    self.sessions.put(next, new Caller("parent", next, "key", true, ""));
  }

  private <T> T call(String what, boolean again, Call<T> call) throws LinkException {
    String in = session;
    return network.call(
        self, parent, what, again, to -> call.on(to, SimulatedNetwork.caller(to, in)));
  }

  @Override
  public JoinAnswer join(Join join) throws LinkException {
    return call(
        "join",
        true,
        (parent, caller) -> {
          JoinAnswer answer = parent.tree.join(join, caller);
          if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
            parent.establish(caller);
          }
          return answer;
        });
  }

  @Override
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat) throws LinkException {
    return call("heartbeat", true, (parent, caller) -> parent.tree.heartbeat(heartbeat, caller));
  }

  @Override
  public JoinAnswer admit(Admit admit) throws LinkException {
    return call("admit", true, (parent, caller) -> parent.tree.admit(admit, caller));
  }

  @Override
  public ReportAnswer report(Report report) throws LinkException {
    return call(
        "report " + report.number() + " of " + report.run().substring(0, 4),
        true,
        (parent, caller) -> parent.report(report, caller));
  }

  @Override
  public DrainNotice leave(Leave leave) throws LinkException {
    return call("leave", true, (parent, caller) -> parent.leave(leave, caller));
  }

  @Override
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    return call(
        "errands, held " + call.held() + ", told " + call.done(),
        true,
        (parent, caller) -> parent.errands(call, caller));
  }
}
