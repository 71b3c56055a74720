package org.legim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.link.LinkException.Kind.BUSY;
import static org.legim.link.LinkException.Kind.MOVED;
import static org.legim.link.LinkException.Kind.UNREACHABLE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.DamagedBlobException;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.Catalogue;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Revision;
import org.legim.link.LinkException;

@Timeout(60)
class RemoteReadsTest {

  private static final int SMALL = 20_000;
  private static final int LARGE = 300_001;

  @TempDir private Path folder;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private byte[] bytes = random(SMALL);
  private ImageRecord image = record("a", bytes);
  private List<String> holders = List.of("usa", "hanoi");

  @ParameterizedTest
  @ValueSource(ints = {1, SMALL, 65_535, 65_536, 65_537, 131_072, LARGE})
  void readsFromTheBestHolder(int length) throws Exception {
    use(length);
    FakeBranches nodes = nodes().whole("usa", bytes).whole("hanoi", bytes);

    copyWhole(nodes);

    assertThat(sent.toByteArray()).isEqualTo(bytes);
    assertThat(nodes.requests).containsExactly("usa 0 -1");
    assertThat(nodes.closed).containsExactly("usa");
  }

  @Test
  void asksNobodyBeforeItsBytesAreWanted() throws Exception {
    FakeBranches nodes = nodes().whole("usa", bytes);

    try (OpenImage opened = open(nodes)) {
      assertThat(opened.blob()).isInstanceOf(RemoteBlob.class);
      assertThat(opened.blob().bytes()).isEqualTo(SMALL);
      assertThat(opened.blob().hash()).isEqualTo(image.sha256());
    }
    assertThat(nodes.requests).isEmpty();
  }

  @Test
  void readsFromItsOwnDiskWhereItCan() throws Exception {
    DiskBlobStore store = store();
    try (Incoming incoming = store.receive(OptionalLong.empty())) {
      incoming.write(bytes, 0, bytes.length);
      store.keep(incoming).close();
    }
    FakeBranches nodes = nodes().whole("usa", bytes);
    ImageReads reads = new ImageReads("gateway", catalogue(), verified(store), nodes);

    try (OpenImage opened = reads.open(image).orElseThrow()) {
      opened.blob().copy(0, SMALL, sent);
    }

    assertThat(sent.toByteArray()).isEqualTo(bytes);
    assertThat(nodes.requests).isEmpty();
  }

  @Test
  void readsFromAnotherNodeWhereItsOwnBytesAreDamaged() throws Exception {
    List<Sha256> suspicions = new ArrayList<>();
    DiskBlobStore store = storeOfDamaged();
    FakeBranches nodes = nodes().whole("usa", bytes);
    ImageReads reads =
        new ImageReads("gateway", catalogue(), new VerifiedBlobs(store, suspicions::add), nodes);

    try (OpenImage opened = reads.open(image).orElseThrow()) {
      assertThatExceptionOfType(DamagedBlobException.class)
          .isThrownBy(() -> opened.blob().copy(0, SMALL, sent));
      assertThat(sent.size()).isZero();
    }
    try (OpenImage opened = reads.openElsewhere(image).orElseThrow()) {
      opened.blob().copy(0, SMALL, sent);
    }

    assertThat(sent.toByteArray()).isEqualTo(bytes);
    assertThat(suspicions).containsExactly(image.sha256());
  }

  @Test
  void isOutOfReachWhereItsOwnBytesAreDamagedAndNobodyElseIsThere() throws Exception {
    ImageReads reads =
        new ImageReads("gateway", catalogue(), verified(storeOfDamaged()), Branches.none());

    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> reads.openElsewhere(image));
  }

  private DiskBlobStore storeOfDamaged() throws IOException {
    DiskBlobStore store = store();
    try (Incoming incoming = store.receive(OptionalLong.empty())) {
      incoming.write(bytes, 0, bytes.length);
      store.keep(incoming).close();
    }
    byte[] flipped = bytes.clone();
    flipped[SMALL / 2] ^= 1;
    String hex = image.sha256().hex();
    Files.write(
        folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex)), flipped);
    return store;
  }

  @ParameterizedTest
  @EnumSource(value = LinkException.Kind.class)
  void asksTheNextHolderWhereOneFailsBeforeItsFirstByte(LinkException.Kind kind) throws Exception {
    FakeBranches nodes = nodes().refusing("usa", kind).whole("hanoi", bytes);

    copyWhole(nodes);

    assertThat(sent.toByteArray()).isEqualTo(bytes);
    assertThat(nodes.requests).containsExactly("usa 0 -1", "hanoi 0 -1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 100_000, LARGE - 1})
  void goesOnAtTheNextHolderWhereOneBreaksOff(int after) throws Exception {
    use(LARGE);
    FakeBranches nodes = nodes().breaking("usa", bytes, after).whole("hanoi", bytes);

    copyWhole(nodes);

    assertThat(sent.toByteArray()).isEqualTo(bytes);
    assertThat(nodes.closed).containsExactly("usa", "hanoi");
  }

  @Test
  void looksForTheHoldersOnceMoreWhereTheBlobHasMoved() throws Exception {
    FakeBranches nodes = nodes().refusing("usa", MOVED).whole("florida", bytes);
    holders = List.of("usa");
    OpenImage opened = open(nodes);
    holders = List.of("florida");

    opened.blob().copy(0, SMALL, sent);

    assertThat(sent.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void asksAHolderThatWasBusyOnceMore() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    FakeBranches nodes =
        nodes()
            .answering(
                "usa",
                (from, count) -> {
                  if (asked.getAndIncrement() == 0) {
                    throw new LinkException(BUSY, "usa");
                  }
                  return bytes;
                });

    copyWhole(nodes);

    assertThat(sent.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void isOutOfReachWhereNoHolderCanBeReached() {
    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> open(nodes()))
        .withMessageContainingAll("image a", image.sha256().hex());
  }

  @Test
  void isOutOfReachWhereAllHoldersFailBeforeTheFirstByte() {
    FakeBranches nodes = nodes().refusing("usa", UNREACHABLE).breaking("hanoi", bytes, 100);

    assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> copyWhole(nodes));

    assertThat(sent.size()).isZero();
    assertThat(nodes.requests).containsExactly("usa 0 -1", "hanoi 0 -1", "usa 0 -1", "hanoi 0 -1");
  }

  @Test
  void breaksOffWhereTheOnlyHolderDiesInTheMiddle() {
    use(LARGE);
    holders = List.of("usa");
    AtomicInteger asked = new AtomicInteger();
    FakeBranches nodes =
        nodes()
            .answering(
                "usa",
                (from, count) -> {
                  if (asked.getAndIncrement() > 0) {
                    throw new LinkException(UNREACHABLE, "usa");
                  }
                  return Arrays.copyOf(bytes, 200_000);
                });

    assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> copyWhole(nodes));

    assertThat(sent.toByteArray()).isEqualTo(Arrays.copyOf(bytes, 3 * 65_536));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, SMALL / 2, SMALL - 1})
  void asksTheNextHolderWhereASmallImageIsDamaged(int position) throws Exception {
    FakeBranches nodes = nodes().whole("usa", damaged(position)).whole("hanoi", bytes);

    copyWhole(nodes);

    assertThat(sent.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void sendsNothingOfASmallImageThatIsDamagedEverywhere() {
    FakeBranches nodes = nodes().whole("usa", damaged(7)).whole("hanoi", damaged(8));

    assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> copyWhole(nodes));

    assertThat(sent.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_536, LARGE - 1})
  void neverSendsALargeImageThatIsDamagedAsAWhole(int position) {
    use(LARGE);
    FakeBranches nodes = nodes().whole("usa", damaged(position)).whole("hanoi", bytes);

    assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> copyWhole(nodes));

    int held = LARGE % 65_536;
    assertThat(sent.size()).isEqualTo(LARGE - held);
  }

  @Test
  void asksTheNextHolderWhereOneHasAnotherLength() throws Exception {
    FakeBranches longer = new FakeBranches(SMALL + 1).whole("usa", Arrays.copyOf(bytes, SMALL + 1));

    assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> copyWhole(longer));

    assertThat(sent.size()).isZero();
    assertThat(longer.closed).containsExactly("usa", "usa");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 299999", "1, 300000", "100000, 100000", "300000, 1"})
  void asksForNoMoreThanARange(int from, int count) throws Exception {
    use(LARGE);
    FakeBranches nodes = nodes().breaking("usa", bytes, count / 2).whole("hanoi", bytes);

    try (OpenImage opened = open(nodes)) {
      opened.blob().copy(from, count, sent);
    }

    assertThat(sent.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, from, from + count));
    assertThat(nodes.requests.get(0)).isEqualTo("usa " + from + " " + count);
  }

  @Test
  void asksNobodyElseWhereTheClientIsGone() throws Exception {
    FakeBranches nodes = nodes().whole("usa", bytes).whole("hanoi", bytes);
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };

    try (OpenImage opened = open(nodes)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> opened.blob().copy(0, SMALL, gone))
          .withMessage("gone");
    }
    assertThat(nodes.requests).containsExactly("usa 0 -1");
    assertThat(nodes.closed).containsExactly("usa");
  }

  @Test
  void opensTheNewImageWhereTheOldOneHasNoHoldersAnyMore() throws Exception {
    ImageRecord old = record("a", random(77));
    FakeBranches nodes = nodes().whole("usa", bytes);

    try (OpenImage opened = reads(nodes).open(old).orElseThrow()) {
      assertThat(opened.record()).isEqualTo(image);
    }
  }

  private void use(int length) {
    bytes = random(length);
    image = record("a", bytes);
  }

  private FakeBranches nodes() {
    return new FakeBranches(bytes.length);
  }

  private void copyWhole(FakeBranches nodes) throws IOException {
    try (OpenImage opened = open(nodes)) {
      opened.blob().copy(0, bytes.length, sent);
    }
  }

  private OpenImage open(FakeBranches nodes) throws IOException {
    return reads(nodes).open(image).orElseThrow();
  }

  private ImageReads reads(FakeBranches nodes) throws IOException {
    return new ImageReads("gateway", catalogue(), verified(store()), nodes);
  }

  private static VerifiedBlobs verified(DiskBlobStore store) {
    return new VerifiedBlobs(store, hash -> {});
  }

  private DiskBlobStore store() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    return DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
  }

  private Catalogue catalogue() {
    return (Catalogue)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Catalogue.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "find" -> Optional.of(image);
                  case "holders" ->
                      arguments[0].equals(image.sha256()) ? holders : List.of("gateway");
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private byte[] damaged(int position) {
    byte[] damaged = bytes.clone();
    damaged[position] ^= 1;
    return damaged;
  }

  private static byte[] random(int length) {
    byte[] random = new byte[length];
    new Random(length).nextBytes(random);
    return random;
  }

  private static ImageRecord record(String id, byte[] bytes) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes);
    return new ImageRecord(
        id,
        new Revision(1, 1),
        "",
        "image/gif",
        bytes.length,
        Optional.empty(),
        Sha256.of(digest),
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
