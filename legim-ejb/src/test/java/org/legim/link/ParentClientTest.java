package org.legim.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.link.LinkException.Kind;

/** The client over HTTP, by the MicroProfile REST client that Payara Micro has. */
class ParentClientTest {

  private static final Heartbeat HEARTBEAT = new Heartbeat("child", 3, 4, List.of(), 1, 2);
  private static final HeartbeatAnswer ANSWER =
      new HeartbeatAnswer(
          4,
          true,
          "tree",
          1,
          null,
          List.of("parent"),
          null,
          List.of(),
          List.of(),
          new DeliveryNotice("key", 5));
  private static final LinkTimeouts SHORT =
      new LinkTimeouts(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(2));

  private final Sessions sessions = new Sessions(System::nanoTime);
  private FakeNode parent;
  private ParentClient client;

  @BeforeAll
  static void configure() {
    ConfigProviderResolver.setInstance(new EmptyConfig());
  }

  @AfterAll
  static void reset() {
    ConfigProviderResolver.setInstance(null);
  }

  @BeforeEach
  void start() throws IOException {
    parent = new FakeNode(Pairing.node("parent", "secret"));
    client = client(parent.port(), "secret", LinkTimeouts.DEFAULT);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    parent.close();
  }

  private ParentClient client(int port, String secret, LinkTimeouts timeouts) {
    return new ParentClient(
        URI.create("http://127.0.0.1:" + port + "/legim"),
        timeouts,
        Pairing.node("child", secret),
        sessions);
  }

  @Test
  void callsInTheSessionThatItAgreed() throws LinkException {
    parent.says("/link/heartbeat", ANSWER);
    client.connect();
    assertThat(client.heartbeat(HEARTBEAT)).isEqualTo(ANSWER);
    assertThat(client.heartbeat(HEARTBEAT)).isEqualTo(ANSWER);
    assertThat(parent.seen)
        .containsExactly("POST /link/hello", "POST /link/heartbeat", "POST /link/heartbeat");
  }

  @Test
  void letsTheParentCallBackOnceItIsIn() throws LinkException {
    parent.says("/link/join", verdict(JoinAnswer.Verdict.PENDING));
    client.connect();
    Session session = client.session().orElseThrow();
    client.join(join());
    assertThat(sessions.isEstablished(session)).isFalse();
    parent.says("/link/join", verdict(JoinAnswer.Verdict.ACCEPTED));
    client.join(join());
    assertThat(sessions.isEstablished(session)).isTrue();
    client.connect();
    assertThat(sessions.isEstablished(session)).isFalse();
  }

  @Test
  void needsASessionFirst() {
    assertFails(Kind.NO_SESSION, () -> client.heartbeat(HEARTBEAT));
    assertThat(parent.seen).isEmpty();
  }

  @Test
  void refusesAnAnswerThatNobodySigned() throws LinkException {
    parent.on(
        "/link/heartbeat",
        (exchange, body) -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          FakeNode.send(exchange, 200, "{\"acknowledged\":4}".getBytes(UTF_8));
        });
    client.connect();
    assertFails(Kind.FAILED, () -> client.heartbeat(HEARTBEAT))
        .withMessageContaining("not signed")
        .withMessageStartingWith("127.0.0.1:" + parent.port());
  }

  @Test
  void refusesAnAnswerThatWasChanged() throws LinkException {
    parent.on(
        "/link/heartbeat",
        (exchange, body) -> {
          Session session = parent.verified(exchange, body);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange
              .getResponseHeaders()
              .add(LinkHeaders.SIGNATURE, session.signAnswer(1, 200, "{}".getBytes(UTF_8)));
          FakeNode.send(exchange, 200, "{\"acknowledged\":4}".getBytes(UTF_8));
        });
    client.connect();
    assertFails(Kind.FAILED, () -> client.heartbeat(HEARTBEAT)).withMessageContaining("signed");
  }

  @ParameterizedTest
  @CsvSource({
    "401, no-session, NO_SESSION",
    "403, refused, REFUSED",
    "410, moved, MOVED",
    "422, failed, FAILED",
    "429, busy, BUSY",
    "500, internal-error, FAILED",
    "503, no-way, NO_WAY",
    "503, catalogue-unavailable, UNREACHABLE",
    "507, no-room, NO_ROOM"
  })
  void tellsProblemsByTheirType(int status, String type, Kind kind) throws LinkException {
    parent.refuses("/link/heartbeat", status, "urn:legim:problem:" + type, "why so");
    client.connect();
    assertFails(kind, () -> client.heartbeat(HEARTBEAT))
        .withMessageStartingWith("127.0.0.1:" + parent.port() + ": ");
  }

  @Test
  void passesOnWhatTheParentSays() throws LinkException {
    parent.refuses("/link/join", 403, "urn:legim:problem:refused", "no place for you");
    client.connect();
    assertFails(Kind.REFUSED, () -> client.join(join()))
        .withMessage("127.0.0.1:" + parent.port() + ": no place for you");
  }

  @Test
  void takesAPortWithoutLegimForUnreachable() {
    parent.on("/link/hello", (exchange, body) -> FakeNode.send(exchange, 404, "x".getBytes(UTF_8)));
    assertFails(Kind.UNREACHABLE, client::connect)
        .withMessageContaining("no Legim answers under http://127.0.0.1")
        .withMessageContaining("404");
  }

  @Test
  void takesAnAnswerOfSomethingElseForAFailure() {
    parent.on(
        "/link/hello",
        (exchange, body) -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          FakeNode.send(exchange, 200, "<html>".getBytes(UTF_8));
        });
    assertFails(Kind.FAILED, client::connect).withMessageContaining("127.0.0.1");
  }

  @Test
  void namesAParentThatIsNotThere() throws IOException {
    try (ParentClient lonely = client(closedPort(), "secret", LinkTimeouts.DEFAULT)) {
      assertFails(Kind.UNREACHABLE, lonely::connect)
          .withMessageContaining("127.0.0.1:")
          .withMessageContaining("connection refused");
    }
  }

  @Test
  void givesUpOnAParentThatKeepsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ParentClient waiting = client(silent.getLocalPort(), "secret", SHORT)) {
      assertFails(Kind.UNREACHABLE, waiting::connect).withMessageContaining("timed out");
    }
  }

  @Test
  void callsFromAThreadWithoutAClassLoader() throws LinkException {
    ClassLoader former = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(null);
    try {
      client.connect();
      assertThat(client.session()).isPresent();
      assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    } finally {
      Thread.currentThread().setContextClassLoader(former);
    }
  }

  @Test
  void pingsAChildInTheChildsSession() throws LinkException {
    Pairing pairing = Pairing.of("secret", "secret");
    parent.sessions.propose(pairing.child());
    parent.says("/link/ping", new Ping("child"));
    try (ChildClient children = new ChildClient(LinkTimeouts.DEFAULT)) {
      String address = parent.url().toString();
      assertThat(children.ping(address, pairing.parent(), "parent")).isEqualTo("child");
      children.forget(address);
      assertThat(children.ping(address, pairing.parent(), "parent")).isEqualTo("child");
    }
  }

  @Test
  void pingsNoAddressThatIsNone() throws LinkException {
    Session session = Pairing.of("secret", "secret").parent();
    try (ChildClient children = new ChildClient(LinkTimeouts.DEFAULT)) {
      assertFails(Kind.FAILED, () -> children.ping("no address", session, "parent"))
          .withMessageContaining("no address");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static JoinAnswer verdict(JoinAnswer.Verdict verdict) {
    return new JoinAnswer(verdict, null, "child", "tree", 1, null, List.of("parent"), null, null);
  }

  private static Join join() {
    return new Join(null, "tree", 1, true, false, 0, 0, null, List.of(), null);
  }

  private static ThrowableAssertAlternative<LinkException> assertFails(
      Kind kind, ThrowingCallable call) {
    return assertThatExceptionOfType(LinkException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
