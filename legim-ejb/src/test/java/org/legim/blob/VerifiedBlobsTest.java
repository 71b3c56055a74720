package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedBlobsTest {

  private static final int SHORT = 300_000;
  private static final int LONG = GuardedBlob.LARGEST_AT_ONCE + 1;

  @TempDir private Path folder;
  private final List<Sha256> suspicions = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private DiskBlobStore store;
  private VerifiedBlobs blobs;

  @BeforeEach
  void open() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    store = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    blobs = new VerifiedBlobs(store, suspicions::add, LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SHORT, LONG - 1, LONG})
  void givesTheWholeOfABlob(int length) throws IOException {
    byte[] bytes = random(length);
    Sha256 hash = keep(bytes);

    try (Blob blob = blobs.open(hash, length).orElseThrow()) {
      blob.copy(0, length, out);
    }
    try (Blob blob = blobs.openWhole(hash).orElseThrow()) {
      assertThat(blob.hash()).isEqualTo(hash);
      blob.copy(0, length, out);
    }

    assertThat(out.size()).isEqualTo(2 * length);
    assertThat(Arrays.copyOf(out.toByteArray(), length)).isEqualTo(bytes);
    assertThat(Arrays.copyOfRange(out.toByteArray(), length, 2 * length)).isEqualTo(bytes);
    assertThat(suspicions).isEmpty();
  }

  @Test
  void givesPartsOfABlob() throws IOException {
    byte[] bytes = random(SHORT);
    Sha256 hash = keep(bytes);

    try (Blob blob = blobs.open(hash).orElseThrow()) {
      blob.copy(5, 10, out);
      blob.copy(0, SHORT, OutputStream.nullOutputStream());
      blob.copy(15, 3, out);
    }

    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 5, 18));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, SHORT / 2, SHORT - 1})
  void givesNoByteOfAShortBlobThatIsDamaged(int position) throws IOException {
    Sha256 hash = keepFlipped(SHORT, position);

    try (Blob blob = blobs.open(hash).orElseThrow()) {
      assertThatExceptionOfType(DamagedBlobException.class)
          .isThrownBy(() -> blob.copy(0, SHORT, out))
          .withMessageContaining(hash.hex());
    }

    assertThat(out.size()).isZero();
    assertThat(suspicions).containsExactly(hash);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, LONG - 1})
  void neverGivesTheLastPieceOfALongBlobThatIsDamaged(int position) throws IOException {
    Sha256 hash = keepFlipped(LONG, position);

    try (Blob blob = blobs.open(hash).orElseThrow()) {
      assertThatExceptionOfType(DamagedBlobException.class)
          .isThrownBy(() -> blob.copy(0, LONG, out));
    }

    assertThat(out.size()).isPositive().isLessThan(LONG);
    assertThat(suspicions).containsExactly(hash);
  }

  @Test
  void doesNotOpenAShortBlobAsWholeThatIsDamaged() throws IOException {
    Sha256 hash = keepFlipped(SHORT, 3);

    assertThat(blobs.openWhole(hash)).isEmpty();
    assertThat(suspicions).containsExactly(hash);
  }

  @Test
  void doesNotOpenABlobOfAnotherLength() throws IOException {
    Sha256 hash = keep(random(SHORT));
    Files.write(file(hash), random(SHORT - 1));

    assertThat(blobs.open(hash, SHORT)).isEmpty();
    assertThat(suspicions).containsExactly(hash);
  }

  @Test
  void findsABlobDamagedThatBecomesShorterWhileItIsOpen() throws IOException {
    Sha256 hash = keep(random(LONG));

    try (Blob blob = blobs.open(hash).orElseThrow()) {
      Files.write(file(hash), random(LONG - 100_000));
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> blob.copy(0, LONG, out));
    }

    assertThat(suspicions).containsExactly(hash);
  }

  @Test
  void givesNothingWhereThereIsNoBlob() {
    Sha256 hash = new Sha256("ab".repeat(32));

    assertThat(blobs.open(hash)).isEmpty();
    assertThat(blobs.openWhole(hash)).isEmpty();
    assertThat(suspicions).isEmpty();
  }

  @Test
  void doesNotBlameTheBlobForAClientThatHasGone() throws IOException {
    Sha256 hash = keep(random(LONG));
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the client is gone");
          }
        };

    try (Blob blob = blobs.open(hash).orElseThrow()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> blob.copy(0, LONG, gone))
          .withMessage("the client is gone");
    }

    assertThat(suspicions).isEmpty();
  }

  @Test
  void holdsTheLastPieceOfAShortBlobBackWhereThereIsNoMemoryForAllOfIt() throws IOException {
    Sha256 first = keep(random(LONG - 1));
    Sha256 second = keepFlipped(SHORT, 1);

    try (Blob inMemory = blobs.openWhole(first).orElseThrow();
        Blob blob = blobs.openWhole(second).orElseThrow()) {
      assertThat(inMemory.bytes()).isEqualTo(LONG - 1);
      assertThatExceptionOfType(DamagedBlobException.class)
          .isThrownBy(() -> blob.copy(0, SHORT, out));
      assertThat(out.size()).isPositive().isLessThan(SHORT);
    }
    assertThat(blobs.openWhole(second)).isEmpty();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Sha256 keep(byte[] bytes) throws IOException {
    try (Incoming incoming = store.receive(OptionalLong.of(bytes.length))) {
      incoming.write(bytes, 0, bytes.length);
      store.keep(incoming).close();
      return incoming.hash();
    }
  }

  private Sha256 keepFlipped(int length, int position) throws IOException {
    byte[] bytes = random(length);
    Sha256 hash = keep(bytes);
    bytes[position] ^= 1;
    Files.write(file(hash), bytes);
    return hash;
  }

  private Path file(Sha256 hash) {
    return folder.resolve(Path.of("blobs", hash.outerShard(), hash.innerShard(), hash.hex()));
  }
}
