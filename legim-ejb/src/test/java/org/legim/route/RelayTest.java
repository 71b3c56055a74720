package org.legim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.blob.Blob;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.HotMemory;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.link.BlobLink;
import org.legim.link.BlobPart;
import org.legim.link.BlobStream;
import org.legim.link.ErrandOutcome;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.Parcel;
import org.legim.link.Receipt;

class RelayTest {

  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;
  private final List<String> calls = new ArrayList<>();
  private Sha256 hash;
  private boolean twice;
  private byte[] passing = BYTES;
  private Runnable beforeBlob = () -> {};
  private Relay relay;
  private boolean gateway;
  private final List<Sha256> suspicions = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    DiskBlobStore blobs =
        DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    try (Incoming incoming = blobs.receive(OptionalLong.empty())) {
      incoming.write(BYTES, 0, BYTES.length);
      blobs.keep(incoming).close();
      hash = incoming.hash();
    }
    relay =
        new Relay(
            "self",
            new VerifiedBlobs(blobs, suspicions::add),
            new FarBlobs(new HotMemory(1 << 20)),
            new Neighbours(),
            new Receiver());
  }

  @ParameterizedTest
  @CsvSource({"0, -1, 0123456789", "0, 10, 0123456789", "3, -1, 3456789", "2, 3, 234", "9, 1, 9"})
  void opensItsOwnBlobs(long from, long count, String expected) throws Exception {
    try (BlobPart part = relay.open("self", hash, from, count)) {
      assertThat(part.from()).isEqualTo(from);
      assertThat(part.count()).isEqualTo(expected.length());
      assertThat(part.total()).isEqualTo(10);
      assertThat(text(part)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 11", "10, 1", "11, -1", "9223372036854775807, 9223372036854775807"})
  void givesNoPartThatTheBlobDoesNotHave(long from, long count) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> relay.open("self", hash, from, count))
        .withMessageContaining("10 bytes")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.FAILED));
  }

  @Test
  void saysThatABlobHasMovedThatIsNotHere() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> relay.open("self", new Sha256("ab".repeat(32)), 0, -1))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MOVED));
  }

  @Test
  void suspectsABlobThatIsNotHere() {
    Sha256 missing = new Sha256("ab".repeat(32));

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> relay.open("self", missing, 0, 5));
    assertThat(suspicions).containsExactly(missing);
  }

  @Test
  void saysThatABlobHasMovedWhoseBytesAreDamaged() throws Exception {
    String hex = hash.hex();
    Path file = folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex));
    Files.writeString(file, "0123456788");

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> relay.open("self", hash, 0, -1))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MOVED));
    assertThat(suspicions).contains(hash);
  }

  @Test
  void asksTheChildThatLeadsToTheNode() throws Exception {
    try (BlobPart part = relay.open("grandchild", hash, 2, 3)) {
      assertThat(text(part)).isEqualTo("234");
      assertThat(part.isWhole()).isFalse();
    }
    assertThat(calls).containsExactly("open grandchild 2 3");
  }

  @Test
  void asksForASmallBlobOnlyOnce() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (BlobPart part = relay.open("grandchild", hash, 0, -1)) {
        assertThat(text(part)).isEqualTo("0123456789");
        assertThat(part.isWhole()).isTrue();
      }
    }
    assertThat(calls).containsExactly("open grandchild 0 -1");
  }

  @Test
  void keepsNoBytesThatHaveAnotherHash() throws Exception {
    passing = "0123456788".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 2; i++) {
      try (BlobPart part = relay.open("grandchild", hash, 0, -1)) {
        assertThat(text(part)).isEqualTo("0123456788");
      }
    }
    assertThat(calls).hasSize(2);
  }

  @Test
  void failsWhereABlobEndsEarly() throws Exception {
    passing = new byte[3];
    try (BlobPart part = relay.open("grandchild", hash, 0, -1)) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> text(part));
    }
  }

  @Test
  void hasNoWayToANodeThatIsNotBelow() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> relay.open("stranger", hash, 0, -1))
        .withMessageContainingAll("self", "stranger")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.NO_WAY));
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> receive("stranger", BYTES))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.NO_WAY));
  }

  @Test
  void takesWhatIsMeantForItself() throws Exception {
    receive("self", BYTES);

    assertThat(calls).containsExactly("received 10");
  }

  @Test
  void passesOnWhatIsMeantForANodeBelow() throws Exception {
    receive("grandchild", BYTES);

    assertThat(calls).containsExactly("put grandchild 0123456789");
  }

  @Test
  void neverPassesOnABodyThatEndsEarlyAsWhole() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> receive("grandchild", new byte[9]))
        .withMessageContaining("1 bytes early");
  }

  @Test
  void takesABatchThatIsMeantForItself() throws Exception {
    receiveAll("self", BYTES, false);

    assertThat(calls).containsExactly("received 012 3456789");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void passesABatchDown(boolean fromBelow) throws Exception {
    receiveAll("grandchild", BYTES, fromBelow);

    assertThat(calls).containsExactly("down to grandchild 012 3456789");
  }

  @Test
  void passesABatchUpWhereItComesFromBelow() throws Exception {
    receiveAll("stranger", BYTES, true);

    assertThat(calls).containsExactly("up to stranger 012 3456789");
  }

  @Test
  void neverPassesABatchUpThatComesFromAbove() {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> receiveAll("stranger", BYTES, false))
        .withMessageContainingAll("self", "stranger")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.NO_WAY));
    assertThat(calls).isEmpty();
  }

  @Test
  void hasNoWayUpFromTheGateway() {
    gateway = true;

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> receiveAll("stranger", BYTES, true))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.NO_WAY));
    assertThat(calls).isEmpty();
  }

  @Test
  void readsNoFurtherThanItHasPassedOn() throws Exception {
    List<Integer> readAhead = new ArrayList<>();
    InputStream body =
        new InputStream() {
          private int next;

          @Override
          public int read() {
            return next == BYTES.length ? -1 : BYTES[next++];
          }

          @Override
          public int available() {
            return BYTES.length - next;
          }
        };
    beforeBlob = () -> readAhead.add(available(body));

    relay.receiveAll("grandchild", images(), body, false);

    assertThat(readAhead).containsExactly(10, 7);
  }

  @Test
  void neverPassesOnABatchThatEndsEarlyAsWhole() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> receiveAll("grandchild", new byte[9], false))
        .withMessageContaining("1 bytes early");
    assertThat(calls).isEmpty();
  }

  @Test
  void canPassABatchOnOnlyOnce() {
    twice = true;

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> receiveAll("grandchild", BYTES, false))
        .withMessageContaining("only passes through");
  }

  private static int available(InputStream body) {
    try {
      return body.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receiveAll(String node, byte[] body, boolean fromBelow) throws IOException {
    List<Receipt> receipts =
        relay.receiveAll(node, images(), new ByteArrayInputStream(body), fromBelow);
    assertThat(receipts).hasSize(2);
  }

  private static List<ImageEntry> images() {
    return List.of(image("ab", 3), image("cd", 7));
  }

  private static ImageEntry image(String digits, int bytes) {
    String hash = digits.repeat(32);
    return new ImageEntry("a", 1, 1, "", "image/gif", bytes, null, null, hash, 0, 0);
  }

  private static String text(BlobPart part) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    part.source().copyTo(out);
    return out.toString(StandardCharsets.US_ASCII);
  }

  private void receive(String node, byte[] body) throws LinkException {
    ImageEntry image =
        new ImageEntry("a", 1, 1, "", "image/gif", BYTES.length, null, null, hash.hex(), 0, 0);
    relay.receive(node, hash, BYTES.length, image, new ByteArrayInputStream(body));
  }

  /** Notes what this node keeps for itself. */
  private final class Receiver implements Relay.Receiver {

    @Override
    public void receive(Sha256 received, long length, ImageEntry image, InputStream body) {
      calls.add("received " + length);
    }

    @Override
    public List<Receipt> receiveAll(List<ImageEntry> images, InputStream body)
        throws LinkException {
      return new Link("received").send("", PassingBlob.follow(images, body));
    }
  }

  private final class Neighbours implements Branches {

    @Override
    public List<String> reachable(Collection<String> nodes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<BlobLink> towards(String node) {
      return node.equals("grandchild") ? Optional.of(new Link("down to ")) : Optional.empty();
    }

    @Override
    public Optional<BlobLink> up() {
      return gateway ? Optional.empty() : Optional.of(new Link("up to "));
    }
  }

  private final class Link implements BlobLink {
    private final String direction;

    Link(String direction) {
      this.direction = direction;
    }

    @Override
    public BlobStream open(String node, Sha256 blob, long from, long count) {
      calls.add("open " + node + " " + from + " " + count);
      int length = (int) (count < 0 ? BYTES.length - from : count);
      return new BlobStream(
          new ByteArrayInputStream(passing, (int) from, length), length, () -> {});
    }

    @Override
    public void put(String node, Blob blob, ImageEntry image) throws LinkException {
      calls.add("put " + node + " " + read(blob));
    }

    @Override
    public List<Receipt> send(String node, List<Parcel> parcels) throws LinkException {
      StringBuilder all = new StringBuilder(direction + node);
      for (Parcel parcel : parcels) {
        beforeBlob.run();
        assertThat(parcel.blob().hash().hex()).isEqualTo(parcel.image().sha256());
        all.append(' ').append(read(parcel.blob()));
        if (twice) {
          read(parcel.blob());
        }
      }
      calls.add(all.toString());
      return parcels.stream()
          .map(each -> new Receipt(each.image().sha256(), ErrandOutcome.Result.SENT, null))
          .toList();
    }

    private String read(Blob blob) throws LinkException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        blob.copy(0, blob.bytes(), out);
      } catch (IOException e) {
        throw new LinkException(LinkException.Kind.FAILED, e.getMessage(), e);
      }
      return out.toString(StandardCharsets.US_ASCII);
    }
  }
}
