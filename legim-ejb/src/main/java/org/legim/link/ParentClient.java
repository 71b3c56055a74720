package org.legim.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.legim.link.LinkException.Kind;

/** The calls of a child to its parent, by HTTP. Thread-safe. */
public final class ParentClient implements ParentLink, Closeable {

  private final Neighbour parent;
  private final SignedCalls calls;
  private final LinkHandshake handshake;
  private final Sessions sessions;
  private volatile Optional<Session> session = Optional.empty();

  /**
   * @param url where the parent is deployed, without a slash at the end
   * @param sessions gets the session with the parent, so that the parent can call back in it
   */
  public ParentClient(URI url, LinkTimeouts timeouts, LinkHandshake handshake, Sessions sessions) {
    this.parent = new Neighbour(url);
    this.calls = new SignedCalls(parent.url(), timeouts);
    this.handshake = handshake;
    this.sessions = sessions;
  }

  @Override
  public void connect() throws LinkException {
    Hello hello = handshake.hello();
    HelloAnswer answer = calls.unsigned(api -> api.hello(hello));
    Session next = agreed(hello, answer);
    sessions.propose(next);
    session.ifPresent(sessions::drop);
    session = Optional.of(next);
  }

  private Session agreed(Hello hello, HelloAnswer answer) throws LinkException {
    try {
      return handshake.agree(hello, answer);
    } catch (LinkException e) {
      throw parent.failure(e.kind(), e.getMessage(), e);
    }
  }

  @Override
  public JoinAnswer join(Join join) throws LinkException {
    Session in = current();
    JoinAnswer answer = calls.signed(in, api -> api.join(join));
    if (answer.verdict() == JoinAnswer.Verdict.ACCEPTED) {
      sessions.establish(in);
    }
    return answer;
  }

  @Override
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat) throws LinkException {
    return calls.signed(current(), api -> api.heartbeat(heartbeat));
  }

  @Override
  public JoinAnswer admit(Admit admit) throws LinkException {
    return calls.signed(current(), api -> api.admit(admit));
  }

  @Override
  public ReportAnswer report(Report report) throws LinkException {
    return calls.signed(current(), api -> api.report(report));
  }

  @Override
  public DrainNotice leave(Leave leave) throws LinkException {
    return calls.signed(current(), api -> api.leave(leave));
  }

  @Override
  public ErrandAnswer errands(ErrandCall call) throws LinkException {
    return calls.signed(current(), api -> api.errands(call));
  }

  private Session current() throws LinkException {
    return session.orElseThrow(
        () -> parent.failure(Kind.NO_SESSION, "no session was agreed yet", null));
  }

  /**
   * The session with the parent, once there is one; it may be one that the parent has forgotten.
   */
  public Optional<Session> session() {
    return session;
  }

  /** Where the parent is deployed, without a slash at the end. */
  public URI url() {
    return parent.url();
  }

  @Override
  public void close() throws IOException {
    session.ifPresent(sessions::drop);
    calls.close();
  }
}
