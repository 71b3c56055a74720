package org.legim.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.LinkException.Kind;

class HttpBlobLinkTest {

  private static final String PATH = "/link/blobs/" + BytesBlob.HASH;
  private static final ImageEntry IMAGE =
      new ImageEntry("a", 1, 2, "Hồ Gươm.png", "image/png", 3, 1, 1, BytesBlob.HASH.hex(), 4, 5);
  private static final LinkTimeouts SHORT =
      new LinkTimeouts(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(300));

  private final BlobConnections connections =
      new BlobConnections(LinkTimeouts.DEFAULT, System::nanoTime);
  private final AtomicReference<Session> session = new AtomicReference<>();
  private FakeNode child;
  private HttpBlobLink link;

  @BeforeEach
  void start() throws IOException {
    Pairing pairing = Pairing.of("secret", "secret");
    child = new FakeNode(Pairing.node("child", "secret"));
    child.sessions.establish(pairing.child());
    session.set(pairing.parent());
    link = link(child.url(), connections, LinkTimeouts.DEFAULT);
  }

  @AfterEach
  void stop() {
    connections.close();
    child.close();
  }

  private HttpBlobLink link(URI url, BlobConnections over, LinkTimeouts timeouts) {
    return new HttpBlobLink(url, () -> Optional.ofNullable(session.get()), over, timeouts);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 70_000, 3_000_000})
  void readsAWholeBlob(int length) throws IOException {
    BytesBlob blob = BytesBlob.of(length);
    serve(blob.array());
    for (int i = 0; i < 3; i++) {
      try (BlobStream stream = link.open("a b", BytesBlob.HASH, 0, -1)) {
        assertThat(stream.bytes()).isEqualTo(length);
        assertThat(stream.body().readAllBytes()).isEqualTo(blob.array());
        assertThat(stream.body().read()).isEqualTo(-1);
      }
    }
    assertThat(child.seen).containsOnly("GET " + PATH + "?node=a+b").hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"5, 10, bytes=5-14", "0, 1, bytes=0-0", "90, -1, bytes=90-"})
  void readsAPart(int from, int count, String range) throws IOException {
    byte[] all = BytesBlob.of(100).array();
    int end = count < 0 ? all.length : from + count;
    child.on(
        PATH,
        (exchange, body) -> {
          String asked = exchange.getRequestHeaders().getFirst("Range");
          child.verified(exchange, asked.getBytes(UTF_8));
          assertThat(asked).isEqualTo(range);
          exchange
              .getResponseHeaders()
              .add("Content-Range", "bytes " + from + "-" + (end - 1) + "/100");
          FakeNode.send(exchange, 206, Arrays.copyOfRange(all, from, end));
        });
    try (BlobStream stream = link.open("child", BytesBlob.HASH, from, count)) {
      assertThat(stream.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(all, from, end));
    }
  }

  @Test
  @Timeout(60)
  void endsARequestThatIsCancelledWhileItWaits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    child.on(
        PATH,
        (exchange, body) -> {
          asked.countDown();
          awaitEnd(ended);
          FakeNode.send(exchange, 200, new byte[1]);
        });
    Cancellation cancellation = new Cancellation();
    Thread other =
        new Thread(
            () -> {
              awaitEnd(asked);
              cancellation.cancel();
            });
    other.start();
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> link.open("child", BytesBlob.HASH, 0, -1, cancellation))
        .withMessageContaining("not waited for");
    ended.countDown();
    other.join();

    assertThat(child.seen).hasSize(1);
  }

  @Test
  void asksNothingWhereTheRequestIsCancelledBefore() throws Exception {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> link.open("child", BytesBlob.HASH, 0, -1, cancellation));

    assertThat(child.seen).isEmpty();
  }

  @Test
  void doesNotCutAnAnswerThatHasBegun() throws Exception {
    BytesBlob blob = BytesBlob.of(70_000);
    serve(blob.array());
    Cancellation cancellation = new Cancellation();
    try (BlobStream stream = link.open("child", BytesBlob.HASH, 0, -1, cancellation)) {
      cancellation.cancel();

      assertThat(stream.body().readAllBytes()).isEqualTo(blob.array());
    }
  }

  private static void awaitEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"206, bytes 4-13/100, 10", "206, '', 10", "200, '', 10", "206, bytes 5-13/100, 9"})
  void refusesAnotherPartThanItAskedFor(int status, String range, int length) {
    child.on(
        PATH,
        (exchange, body) -> {
          exchange.getResponseHeaders().add("Content-Range", range);
          FakeNode.send(exchange, status, new byte[length]);
        });
    assertFails(Kind.FAILED, () -> link.open("child", BytesBlob.HASH, 5, 10))
        .withMessageContaining("10 from 5 on");
  }

  @Test
  void refusesAnAnswerThatDoesNotSayHowLongItIs() {
    child.on(
        PATH,
        (exchange, body) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(1);
        });
    assertFails(Kind.FAILED, () -> link.open("child", BytesBlob.HASH, 0, -1));
  }

  @Test
  void failsWhereTheOtherSideEndsEarly() throws IOException {
    child.on(
        PATH,
        (exchange, body) -> {
          exchange.sendResponseHeaders(200, 100_000);
          exchange.getResponseBody().write(new byte[50_000]);
          exchange.getResponseBody().flush();
        });
    try (BlobStream stream = link.open("child", BytesBlob.HASH, 0, -1)) {
      assertThatIOException()
          .isThrownBy(() -> stream.body().transferTo(OutputStream.nullOutputStream()))
          .withMessageContaining("after 50000 of 100000 bytes")
          .withMessageStartingWith("127.0.0.1:");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 70_000, 3_000_000})
  void sendsABlobWithItsRecord(int length) throws IOException {
    BytesBlob blob = BytesBlob.of(length);
    AtomicReference<byte[]> received = new AtomicReference<>();
    AtomicReference<ImageEntry> image = new AtomicReference<>();
    child.on(
        PATH,
        (exchange, body) -> {
          String header = exchange.getRequestHeaders().getFirst(LinkHeaders.IMAGE);
          child.verified(exchange, header.getBytes(UTF_8));
          image.set(ImageHeader.read(header));
          received.set(body);
          FakeNode.send(exchange, 201, new byte[0]);
        });
    link.put("child", blob, IMAGE);
    assertThat(received.get()).isEqualTo(blob.array());
    assertThat(image.get()).isEqualTo(IMAGE);
    assertThat(child.seen).containsExactly("PUT " + PATH + "?node=child");
  }

  @ParameterizedTest
  @CsvSource({
    "401, no-session, NO_SESSION",
    "410, moved, MOVED",
    "422, failed, FAILED",
    "429, busy, BUSY",
    "503, no-way, NO_WAY",
    "507, no-room, NO_ROOM",
    "404, about:blank, UNREACHABLE"
  })
  void tellsProblemsByTheirType(int status, String type, Kind kind) {
    child.refuses(PATH, status, "urn:legim:problem:" + type, "why so");
    assertFails(kind, () -> link.open("child", BytesBlob.HASH, 0, -1))
        .withMessageStartingWith("127.0.0.1:" + child.port() + ": ");
    assertFails(kind, () -> link.put("child", BytesBlob.of(3), IMAGE));
  }

  @Test
  void tellsThatItsOwnBlobCannotBeRead() {
    child.on(PATH, (exchange, body) -> FakeNode.send(exchange, 201, new byte[0]));
    Blob broken =
        new Blob() {
          @Override
          public Sha256 hash() {
            return BytesBlob.HASH;
          }

          @Override
          public long bytes() {
            return 10;
          }

          @Override
          public void copy(long from, long count, OutputStream out) throws IOException {
            out.write(new byte[5]);
            throw new IOException("bad sector");
          }

          @Override
          public void close() {}
        };
    assertFails(Kind.FAILED, () -> link.put("child", broken, IMAGE))
        .withMessageContaining("of this node cannot be read: bad sector");
  }

  @Test
  void needsASession() {
    session.set(null);
    assertFails(Kind.NO_SESSION, () -> link.open("child", BytesBlob.HASH, 0, -1));
    assertThat(child.seen).isEmpty();
  }

  @Test
  void takesNoMoreThanItsLimit() throws IOException {
    serve(new byte[1_000]);
    List<BlobStream> open = new ArrayList<>();
    for (int i = 0; i < BlobConnections.MOST_PER_NEIGHBOUR; i++) {
      open.add(link.open("child", BytesBlob.HASH, 0, -1));
    }
    assertFails(Kind.BUSY, () -> link.open("child", BytesBlob.HASH, 0, -1));
    assertFails(Kind.BUSY, () -> link.put("child", BytesBlob.of(3), IMAGE));
    BlobStream first = open.remove(0);
    first.close();
    first.close();
    open.add(link.open("child", BytesBlob.HASH, 0, -1));
    assertFails(Kind.BUSY, () -> link.open("child", BytesBlob.HASH, 0, -1));
    for (BlobStream stream : open) {
      assertThat(stream.body().readAllBytes()).hasSize(1_000);
      stream.close();
    }
  }

  @Test
  void givesItsPlaceBackAfterAFailure() throws IOException {
    child.refuses(PATH, 410, "urn:legim:problem:moved", "gone");
    for (int i = 0; i <= BlobConnections.MOST_PER_NEIGHBOUR; i++) {
      assertFails(Kind.MOVED, () -> link.open("child", BytesBlob.HASH, 0, -1));
      assertFails(Kind.MOVED, () -> link.put("child", BytesBlob.of(3), IMAGE));
    }
    serve(new byte[10]);
    link.open("child", BytesBlob.HASH, 0, -1).close();
  }

  @Test
  void namesANeighbourThatIsNotThere() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + port + "/legim");
    HttpBlobLink lonely = link(url, connections, LinkTimeouts.DEFAULT);
    assertFails(Kind.UNREACHABLE, () -> lonely.open("child", BytesBlob.HASH, 0, -1))
        .withMessageContaining("127.0.0.1:" + port)
        .withMessageContaining("refused");
  }

  @Test
  void givesUpOnANeighbourThatKeepsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        BlobConnections impatient = new BlobConnections(SHORT, System::nanoTime)) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/legim");
      HttpBlobLink waiting = link(url, impatient, SHORT);
      assertFails(Kind.UNREACHABLE, () -> waiting.open("child", BytesBlob.HASH, 0, -1))
          .withMessageContaining("timed out");
    }
  }

  private void serve(byte[] bytes) {
    child.on(
        PATH,
        (HttpExchange exchange, byte[] body) -> {
          child.verified(exchange, body);
          FakeNode.send(exchange, 200, bytes);
        });
  }

  private static ThrowableAssertAlternative<LinkException> assertFails(
      Kind kind, ThrowingCallable call) {
    return assertThatExceptionOfType(LinkException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
