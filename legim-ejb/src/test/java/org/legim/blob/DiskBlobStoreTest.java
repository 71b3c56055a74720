package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskBlobStoreTest {

  private static final long CAPACITY = 1L << 30;

  @TempDir private Path folder;
  private DiskBlobStore store;

  @BeforeEach
  void open() throws IOException {
    store = reopened();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 3_000_001})
  void givesBackTheBytesThatCameUnderTheNameOfTheirHash(int length) throws Exception {
    byte[] bytes = random(length);

    Sha256 hash = keep(store, bytes);

    assertThat(hash.hex()).isEqualTo(sha256(bytes));
    assertThat(read(store, hash)).isEqualTo(bytes);
    assertThat(fileOf(hash)).hasBinaryContent(bytes);
  }

  @Test
  void laysBlobsIntoTwoLevelsOfFolders() throws Exception {
    Sha256 hash = keep(store, random(10));

    assertThat(fileOf(hash))
        .isRegularFile()
        .isEqualTo(
            folder
                .resolve("blobs")
                .resolve(hash.hex().substring(0, 2))
                .resolve(hash.hex().substring(2, 4))
                .resolve(hash.hex()));
  }

  @Test
  void leavesNothingUnderIncomingOnceAnUploadIsClosed() throws Exception {
    try (Incoming incoming = store.receive(OptionalLong.empty())) {
      incoming.write(random(100), 0, 100);
      assertThat(incoming.file()).exists().hasParent(folder.resolve("incoming"));
    }
    keep(store, random(200));

    assertThat(filesBelow("incoming")).isEmpty();
  }

  @Test
  void leavesNothingUnderIncomingWhenTheNameIsTaken() throws Exception {
    Files.write(folder.resolve("incoming").resolve("1.part"), new byte[] {1});

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.receive(OptionalLong.of(10)));

    assertThat(store.room().free()).isEqualTo(CAPACITY);
  }

  @Test
  void removesAtOpenWhatInterruptedUploadsLeft() throws Exception {
    Incoming interrupted = store.receive(OptionalLong.empty());
    interrupted.write(random(100), 0, 100);
    assertThat(filesBelow("incoming")).hasSize(1);

    DiskBlobStore later = reopened();

    assertThat(filesBelow("incoming")).isEmpty();
    assertThat(keep(later, random(5))).isNotNull();
    interrupted.close();
  }

  @Test
  void keepsBlobsOverAReopen() throws Exception {
    byte[] bytes = random(1000);
    Sha256 hash = keep(store, bytes);

    assertThat(read(reopened(), hash)).isEqualTo(bytes);
  }

  @Test
  void storesEqualBytesOnce() throws Exception {
    byte[] bytes = random(1000);

    assertThat(keep(store, bytes)).isEqualTo(keep(store, bytes));

    assertThat(filesBelow("blobs")).hasSize(1);
  }

  @Test
  void healsADamagedFileWhenTheSameBytesComeAgain() throws Exception {
    byte[] bytes = random(1000);
    Sha256 hash = keep(store, bytes);
    Files.write(fileOf(hash), new byte[] {1, 2, 3});

    keep(store, bytes);

    assertThat(read(store, hash)).isEqualTo(bytes);
  }

  @Test
  void opensNothingWhereThereIsNothing() throws Exception {
    assertThat(store.open(new Sha256("a".repeat(64)))).isEmpty();
  }

  @Test
  void readsAnOpenBlobToItsEndThoughItIsRemovedMeanwhile() throws Exception {
    byte[] bytes = random(1000);
    Sha256 hash = keep(store, bytes);
    try (Blob blob = store.open(hash).orElseThrow()) {
      assertThat(store.remove(hash, () -> true)).isTrue();

      assertThat(bytesOf(blob)).isEqualTo(bytes);
    }
    assertThat(store.open(hash)).isEmpty();
  }

  @Test
  void removesABlobThatIsUnneeded() throws Exception {
    Sha256 hash = keep(store, random(10));

    assertThat(store.remove(hash, () -> true)).isTrue();

    assertThat(filesBelow("blobs")).isEmpty();
  }

  @Test
  void keepsABlobWhenTheCheckSaysNo() throws Exception {
    Sha256 hash = keep(store, random(10));

    assertThat(store.remove(hash, () -> false)).isFalse();

    assertThat(fileOf(hash)).exists();
  }

  @Test
  void keepsABlobWhenTheCheckFails() throws Exception {
    Sha256 hash = keep(store, random(10));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                store.remove(
                    hash,
                    () -> {
                      throw new IOException("no answer");
                    }));

    assertThat(fileOf(hash)).exists();
    assertThat(store.remove(hash, () -> true)).isTrue();
  }

  @Test
  void keepsABlobWhileItIsHeld() throws Exception {
    byte[] bytes = random(10);
    try (Incoming incoming = received(store, bytes)) {
      BlobStore.Hold hold = store.keep(incoming);
      Sha256 hash = incoming.hash();

      assertThat(store.remove(hash, () -> true)).isFalse();
      assertThat(fileOf(hash)).exists();

      hold.close();
      assertThat(store.remove(hash, () -> true)).isTrue();
    }
  }

  @Test
  void removingWhatIsNotThereLeavesItGone() throws Exception {
    assertThat(store.remove(new Sha256("b".repeat(64)), () -> true)).isTrue();
  }

  @Test
  void refusesMoreBytesOnceFinished() throws Exception {
    try (Incoming incoming = received(store, random(10))) {
      assertThatIllegalStateException().isThrownBy(incoming::hash);
      Sha256 hash = incoming.finish();

      assertThat(incoming.finish()).isEqualTo(hash).isEqualTo(incoming.hash());
      assertThatIllegalStateException().isThrownBy(() -> incoming.write(new byte[1], 0, 1));
    }
  }

  @Test
  void writesOnlyThePartOfTheBufferThatIsNamed() throws Exception {
    try (Incoming incoming = store.receive(OptionalLong.empty())) {
      incoming.write(new byte[] {9, 1, 2, 9}, 1, 2);
      incoming.write(new byte[] {3}, 0, 1);
      store.keep(incoming).close();

      assertThat(incoming.bytes()).isEqualTo(3);
      assertThat(read(store, incoming.hash())).containsExactly(1, 2, 3);
    }
  }

  @Test
  void showsAllBlobsAndNothingElse() throws Exception {
    Map<String, List<Sha256>> expected = new TreeMap<>();
    for (int i = 0; i < 50; i++) {
      Sha256 hash = keep(store, random(20));
      expected.computeIfAbsent(hash.hex().substring(0, 4), digits -> new ArrayList<>()).add(hash);
    }
    Path shard = fileOf(expected.values().iterator().next().get(0)).getParent();
    Files.writeString(shard.resolve("README"), "not a blob");
    Files.writeString(shard.resolve("A".repeat(64)), "not a name of ours");
    Files.writeString(folder.resolve("blobs").resolve("notes.txt"), "not a folder");
    Files.writeString(shard.getParent().resolve(".DS_Store"), "not a folder");
    Files.createDirectories(folder.resolve("blobs").resolve("lost+found"));

    Map<String, List<Sha256>> seen = new TreeMap<>();
    store.visit(
        (digits, blobs) -> {
          if (!blobs.isEmpty()) {
            seen.put(digits, blobs);
          }
        });

    assertThat(seen.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (digits, blobs) -> assertThat(seen.get(digits)).containsExactlyInAnyOrderElementsOf(blobs));
  }

  @Test
  void givesBackTheRoomOfAnUploadThatIsClosed() throws Exception {
    Room room = new Room(folder, OptionalLong.of(1000), () -> 0);
    DiskBlobStore small = open(room);
    try (Incoming incoming = small.receive(OptionalLong.of(600))) {
      incoming.write(random(600), 0, 600);
      assertThat(room.free()).isEqualTo(400);
      assertThatExceptionOfType(NoRoomException.class)
          .isThrownBy(() -> small.receive(OptionalLong.of(401)));
      assertThat(room.free()).isEqualTo(400);
    }
    assertThat(room.free()).isEqualTo(1000);
  }

  @Test
  void takesUnannouncedBytesUpToTheLastByteOfRoom() throws Exception {
    Room room = new Room(folder, OptionalLong.of(1000), () -> 0);
    DiskBlobStore small = open(room);
    try (Incoming incoming = small.receive(OptionalLong.empty())) {
      incoming.write(random(999), 0, 999);
      incoming.write(random(1), 0, 1);

      assertThatExceptionOfType(NoRoomException.class)
          .isThrownBy(() -> incoming.write(random(1), 0, 1))
          .satisfies(
              e -> {
                assertThat(e.wanted()).isEqualTo(1001);
                assertThat(e.free()).isEqualTo(1000);
              });
    }
    assertThat(room.free()).isEqualTo(1000);
  }

  @Test
  void takesMoreBytesThanAnnouncedWhereThereIsRoom() throws Exception {
    Room room = new Room(folder, OptionalLong.of(1000), () -> 0);
    try (Incoming incoming = open(room).receive(OptionalLong.of(10))) {
      incoming.write(random(10), 0, 10);
      incoming.write(random(500), 0, 500);

      assertThatExceptionOfType(NoRoomException.class)
          .isThrownBy(() -> incoming.write(random(500), 0, 500));
    }
  }

  private DiskBlobStore reopened() throws IOException {
    return open(new Room(folder, OptionalLong.of(CAPACITY), () -> 0));
  }

  private DiskBlobStore open(Room room) throws IOException {
    return DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
  }

  private static Sha256 keep(DiskBlobStore store, byte[] bytes) throws IOException {
    try (Incoming incoming = received(store, bytes);
        BlobStore.Hold hold = store.keep(incoming)) {
      assertThat(hold).isNotNull();
      return incoming.hash();
    }
  }

  private static Incoming received(DiskBlobStore store, byte[] bytes) throws IOException {
    Incoming incoming = store.receive(OptionalLong.of(bytes.length));
    incoming.write(bytes, 0, bytes.length);
    return incoming;
  }

  private static byte[] read(DiskBlobStore store, Sha256 hash) throws IOException {
    try (Blob blob = store.open(hash).orElseThrow()) {
      return bytesOf(blob);
    }
  }

  private static byte[] bytesOf(Blob blob) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    blob.copy(0, blob.bytes(), bytes);
    return bytes.toByteArray();
  }

  private Path fileOf(Sha256 hash) {
    String hex = hash.hex();
    return folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex));
  }

  private List<Path> filesBelow(String name) throws IOException {
    try (Stream<Path> below = Files.walk(folder.resolve(name))) {
      return below.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
