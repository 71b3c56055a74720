package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs whose files are damaged or missing. */
@Timeout(120)
class ExamineTest {

  private static final int LENGTH = 100_000;
  private static final int ROUNDS = 200;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger gone = new AtomicInteger();
  private final byte[] bytes = new byte[LENGTH];
  private DiskBlobStore store;
  private Sha256 hash;

  @BeforeEach
  void open() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    store = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    new Random(1).nextBytes(bytes);
    hash = keep();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void leavesAWholeBlobWhereItIs() throws IOException {
    assertThat(examine()).isEqualTo(Finding.WHOLE);

    assertThat(file()).hasBinaryContent(bytes);
    assertThat(gone).hasValue(0);
    assertThat(folder.resolve("damaged")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, LENGTH - 1, LENGTH + 1})
  void setsABlobOfAnotherLengthAside(int length) throws IOException {
    byte[] damaged = Arrays.copyOf(bytes, length);
    Files.write(file(), damaged);

    assertSetAside(damaged);
  }

  @Test
  void setsABlobWithAFlippedBitAside() throws IOException {
    byte[] damaged = flipped(LENGTH / 2);
    Files.write(file(), damaged);

    assertSetAside(damaged);
    assertThat(store.open(hash)).isEmpty();
  }

  private void assertSetAside(byte[] damaged) throws IOException {
    Finding finding = examine();

    assertThat(finding.state()).isEqualTo(Finding.State.DAMAGED);
    assertThat(finding.isLoss()).isTrue();
    assertThat(finding.detail())
        .contains(damaged.length + " bytes", file().toString(), aside("").toString());
    assertThat(gone).hasValue(1);
    assertThat(file()).doesNotExist();
    assertThat(aside("")).hasBinaryContent(damaged);
    assertThat(store.damaged().count()).isEqualTo(1);
    assertThat(store.damaged().hashes()).containsExactly(hash);
  }

  @Test
  void setsAFileAsideBeforeItSaysThatItIsGone() throws IOException {
    Files.write(file(), flipped(0));

    store.examine(
        hash,
        () -> {
          assertThat(aside("")).exists();
          gone.incrementAndGet();
        });

    assertThat(gone).hasValue(1);
  }

  @Test
  void keepsTheFirstTwoAndTheLastOfABlobThatIsDamagedAgainAndAgain() throws IOException {
    for (int time = 0; time < 5; time++) {
      keep();
      Files.write(file(), flipped(time));
      assertThat(examine().isLoss()).isTrue();
    }

    assertThat(aside("")).hasBinaryContent(flipped(0));
    assertThat(aside(".1")).hasBinaryContent(flipped(1));
    assertThat(aside(".2")).hasBinaryContent(flipped(4));
    assertThat(store.damaged().count()).isEqualTo(3);
    assertThat(store.damaged().hashes()).containsExactly(hash);
  }

  @Test
  void saysThatABlobIsMissing() throws IOException {
    Files.delete(file());

    assertThat(examine().state()).isEqualTo(Finding.State.MISSING);
    assertThat(gone).hasValue(1);
    assertThat(store.damaged().count()).isZero();
  }

  @Test
  void takesNothingForLostWhereAllIsMissing() throws IOException {
    Files.move(folder.resolve("blobs"), folder.resolve("unmounted"));
    Files.createDirectory(folder.resolve("blobs"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::examine)
        .withMessageContainingAll(folder.resolve("blobs").toString(), "mounted");
    assertThat(gone).hasValue(0);
  }

  @Test
  void takesNothingForLostWhereTheFolderIsEmptySinceTheStart() throws IOException {
    Path empty = folder.resolve("empty");
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    DiskBlobStore nothing = DiskBlobStore.open(empty, folder.resolve("in"), room);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> nothing.examine(hash, gone::incrementAndGet))
        .withMessageContaining("empty");
    assertThat(gone).hasValue(0);
  }

  @Test
  void doesNotLookAtABlobThatIsBeingStored() throws IOException {
    Files.write(file(), flipped(7));
    try (Incoming incoming = received();
        BlobStore.Hold hold = store.keep(incoming)) {
      assertThat(hold).isNotNull();

      assertThat(examine()).isEqualTo(Finding.HELD);
    }
    assertThat(gone).hasValue(0);
    assertThat(examine()).isEqualTo(Finding.WHOLE);
  }

  @Test
  void letsNobodyBringTheBlobAgainBeforeItIsKnownToBeGone() throws Exception {
    Files.write(file(), flipped(7));
    AtomicBoolean kept = new AtomicBoolean();
    Future<?>[] upload = new Future<?>[1];

    store.examine(
        hash,
        () -> {
          upload[0] =
              threads.submit(
                  () -> {
                    keep();
                    kept.set(true);
                    return null;
                  });
          assertThat(file()).doesNotExist();
          assertThat(kept).isFalse();
        });

    upload[0].get(60, TimeUnit.SECONDS);
    assertThat(file()).hasBinaryContent(bytes);
  }

  @Test
  void freshBytesAreNeverSetAsideHoweverTheyComeWhileTheOldOnesAreExamined() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file(), flipped(round));
      AtomicBoolean held = new AtomicBoolean(true); // as in a catalogue
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Finding> examination =
          threads.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                return store.examine(hash, () -> held.set(false));
              });
      start.await(30, TimeUnit.SECONDS);
      try (Incoming incoming = received();
          BlobStore.Hold hold = store.keep(incoming)) {
        assertThat(hold).isNotNull();
        held.set(true);
      }
      examination.get();

      assertThat(held).as("round %s", round).isTrue();
      assertThat(file()).as("round %s", round).hasBinaryContent(bytes);
    }
  }

  private Finding examine() throws IOException {
    return store.examine(hash, gone::incrementAndGet);
  }

  private byte[] flipped(int position) {
    byte[] damaged = bytes.clone();
    damaged[position] ^= 1;
    return damaged;
  }

  private Sha256 keep() throws IOException {
    try (Incoming incoming = received()) {
      store.keep(incoming).close();
      return incoming.hash();
    }
  }

  private Incoming received() throws IOException {
    Incoming incoming = store.receive(OptionalLong.of(bytes.length));
    incoming.write(bytes, 0, bytes.length);
    return incoming;
  }

  private Path file() {
    return folder.resolve(Path.of("blobs", hash.outerShard(), hash.innerShard(), hash.hex()));
  }

  private Path aside(String suffix) {
    return folder.resolve("damaged").resolve(hash.hex() + suffix);
  }
}
