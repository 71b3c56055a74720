import java.util.List;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import org.legim.link.Admit;
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
import org.legim.link.NodeKey;
import org.legim.link.ParentLink;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.Session;
import org.legim.link.Signature;

/** A leaf's link: messages become JSON, signed and verified on both sides, without a socket. */
final class Wire implements ParentLink {

  /** What the header fields of a request and its answer come to over HTTP/1.1, estimated. */
  static final int HEADERS = 620;

  private final LinkHandshake handshake;
  private final Supplier<Gateway> gateway;
  private Session session;

  Wire(String node, NodeKey key, Supplier<Gateway> gateway) {
    this.handshake = new LinkHandshake(node, key, List.of(Gateway.SECRET), new SecureRandom());
    this.gateway = gateway;
  }

  @Override
  public void connect() throws LinkException {
    Hello hello = handshake.hello();
    byte[] answer = gateway.get().hello(Gateway.write(hello));
    session = handshake.agree(hello, Gateway.read(answer, HelloAnswer.class));
  }

  @Override
  public JoinAnswer join(Join join) throws LinkException {
    return call("/link/join", join, JoinAnswer.class);
  }

  @Override
  public HeartbeatAnswer heartbeat(Heartbeat heartbeat) throws LinkException {
    return call("/link/heartbeat", heartbeat, HeartbeatAnswer.class);
  }

  @Override
  public JoinAnswer admit(Admit admit) {
    throw new IllegalStateException("a leaf has nobody below it");
  }

  @Override
  public ReportAnswer report(Report report) throws LinkException {
    return call("/link/report", report, ReportAnswer.class);
  }

  @Override
  public DrainNotice leave(Leave leave) {
    throw new IllegalStateException("no leaf leaves here");
  }

  @Override
  public ErrandAnswer errands(ErrandCall call) {
    throw new IllegalStateException("there are no errands here");
  }

  private <T> T call(String path, Object message, Class<T> type) throws LinkException {
    byte[] body = Gateway.write(message);
    Signature signature = session.sign("POST", path, body);
    Gateway.Answer answer = gateway.get().call(path, body, signature);
    if (!session.isAnswer(signature.counter(), 200, answer.body(), answer.signature())) {
      throw new IllegalStateException("the answer is not the gateway's");
    }
    return Gateway.read(answer.body(), type);
  }
}
