package org.legim.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.LinkException.Kind;

/** Many blobs in one request, from a child to its parent and the other way round. */
class HttpBatchTest {

  private static final String PATH = "/link/batches";

  private final BlobConnections connections =
      new BlobConnections(LinkTimeouts.DEFAULT, System::nanoTime);
  private final AtomicReference<byte[]> received = new AtomicReference<>();
  private Pairing pairing;
  private FakeNode other;
  private HttpBlobLink link;

  @BeforeEach
  void start() throws IOException {
    pairing = Pairing.of("secret", "secret");
    other = new FakeNode(Pairing.node("other", "secret"));
    beginAt(true);
  }

  @AfterEach
  void stop() {
    connections.close();
    other.close();
  }

  /** Which end sends: the child, with the other node as its parent, or the parent. */
  private void beginAt(boolean child) {
    other.sessions.establish(child ? pairing.parent() : pairing.child());
    Session own = child ? pairing.child() : pairing.parent();
    link = new HttpBlobLink(other.url(), () -> Optional.of(own), connections, LinkTimeouts.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"true, 3", "true, 70000", "false, 3", "false, 70000"})
  void sendsBlobsOneAfterTheOther(boolean up, int length) throws IOException {
    beginAt(up);
    List<Parcel> parcels = List.of(parcel(length), parcel(length + 1), parcel(0));
    answer(
        List.of(
            receipt(Result.SENT, null),
            receipt(Result.DAMAGED, "so"),
            receipt(Result.NO_ROOM, "no")));

    List<Receipt> receipts = link.send("a b", parcels);

    assertThat(receipts)
        .containsExactly(
            receipt(Result.SENT, null),
            receipt(Result.DAMAGED, "so"),
            receipt(Result.NO_ROOM, "no"));
    assertThat(received.get()).isEqualTo(bytes(parcels));
    assertThat(other.seen).containsExactly("POST " + PATH + "?node=a+b");
  }

  @Test
  void sendsManyOverTheSameConnection() throws IOException {
    answer(List.of(receipt(Result.SENT, null)));
    for (int i = 0; i <= BlobConnections.MOST_PER_NEIGHBOUR; i++) {
      assertThat(link.send("other", List.of(parcel(5)))).hasSize(1);
    }
  }

  @Test
  void sendsNoBlobThatIsTooShort() throws IOException {
    Parcel short1 = new Parcel(BytesBlob.of(4), image(5));
    Parcel whole = parcel(5);
    answer(List.of(receipt(Result.SENT, null)));

    List<Receipt> receipts = link.send("other", List.of(short1, whole));

    assertThat(receipts).extracting(Receipt::result).containsExactly(Result.DAMAGED, Result.SENT);
    assertThat(receipts.get(0).detail()).contains("4 bytes", "instead of 5");
    assertThat(received.get()).isEqualTo(bytes(List.of(whole)));
  }

  @Test
  void asksNobodyAboutNothing() throws IOException {
    assertThat(link.send("other", List.of())).isEmpty();
    assertThat(link.send("other", List.of(new Parcel(BytesBlob.of(4), image(5))))).hasSize(1);
    assertThat(other.seen).isEmpty();
  }

  @Test
  void refusesMoreThanOneRequestMayBring() {
    assertFails(Kind.REFUSED, () -> link.send("other", Collections.nCopies(257, parcel(1))))
        .withMessageContaining("257");
    assertThat(other.seen).isEmpty();
  }

  @Test
  void believesNoAnswerThatIsNotSigned() {
    other.on(
        PATH,
        (exchange, body) ->
            FakeNode.send(exchange, 200, Receipts.write(List.of(receipt(Result.SENT, null)))));
    assertFails(Kind.FAILED, () -> link.send("other", List.of(parcel(5))))
        .withMessageContaining("not signed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "null", "x", "[null]", "[{\"sha256\":\"ab\"}]"})
  void believesNoAnswerThatIsNoListOfReceipts(String answer) {
    other.on(PATH, (exchange, body) -> signed(exchange, answer.getBytes(UTF_8)));
    assertFails(Kind.FAILED, () -> link.send("other", List.of(parcel(5))))
        .withMessageContaining("no list");
  }

  @ParameterizedTest
  @CsvSource({"503, no-way, NO_WAY", "400, refused, REFUSED", "507, no-room, NO_ROOM"})
  void tellsProblemsByTheirType(int status, String type, Kind kind) {
    other.refuses(PATH, status, "urn:legim:problem:" + type, "why so");
    for (int i = 0; i <= BlobConnections.MOST_PER_NEIGHBOUR; i++) {
      assertFails(kind, () -> link.send("other", List.of(parcel(5))));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void breaksTheConnectionWhereABlobCannotBeRead(boolean says) {
    answer(List.of(receipt(Result.SENT, null), receipt(Result.SENT, null)));
    Blob half =
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
            if (says) {
              throw new IOException("bad sector");
            }
          }

          @Override
          public void close() {}
        };

    assertFails(
            Kind.FAILED, () -> link.send("other", List.of(new Parcel(half, image(10)), parcel(5))))
        .withMessageContaining("of this node cannot be read")
        .withMessageContaining(says ? "bad sector" : "5 bytes came instead of 10");
    assertThat(received.get()).isNull();
  }

  private void answer(List<Receipt> receipts) {
    other.on(
        PATH,
        (exchange, body) -> {
          ByteArrayInputStream in = new ByteArrayInputStream(body);
          Manifest manifest =
              Manifest.read(exchange.getRequestHeaders().getFirst(LinkHeaders.MANIFEST), in);
          assertThat(exchange.getRequestHeaders().getFirst("Content-Length"))
              .isEqualTo(Long.toString(manifest.bodyBytes()));
          received.set(in.readAllBytes());
          signed(exchange, Receipts.write(receipts));
        });
  }

  private void signed(HttpExchange exchange, byte[] answer) throws IOException {
    String header = exchange.getRequestHeaders().getFirst(LinkHeaders.MANIFEST);
    other.signed(exchange, header.getBytes(UTF_8), answer);
  }

  private static byte[] bytes(List<Parcel> parcels) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Parcel parcel : parcels) {
      parcel.blob().copy(0, parcel.blob().bytes(), all);
    }
    return all.toByteArray();
  }

  private static Receipt receipt(Result result, String detail) {
    return new Receipt(BytesBlob.HASH.hex(), result, detail);
  }

  private static Parcel parcel(int length) {
    return new Parcel(BytesBlob.of(length), image(length));
  }

  private static ImageEntry image(int length) {
    return new ImageEntry(
        "a", 1, 2, "Hồ Gươm.png", "image/png", length, 1, 1, BytesBlob.HASH.hex(), 4, 5);
  }

  private static ThrowableAssertAlternative<LinkException> assertFails(
      Kind kind, ThrowingCallable call) {
    return assertThatExceptionOfType(LinkException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
