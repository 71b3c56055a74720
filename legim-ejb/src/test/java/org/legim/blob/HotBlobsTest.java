package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotBlobsTest {

  private static final int SMALL = 20_000;
  private static final int LARGE = 100_000;

  @TempDir private Path folder;
  private BlobStore store;

  @BeforeEach
  void open() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    BlobStore disk = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    store = new HotBlobs(disk, new HotMemory(1_000_000));
  }

  @Test
  void givesASmallBlobFromMemoryOnceItHasBeenRead() throws IOException {
    byte[] bytes = random(SMALL);
    Sha256 hash = keep(bytes);
    assertThat(read(hash)).contains(bytes);

    Files.delete(fileOf(hash));

    assertThat(read(hash)).contains(bytes);
  }

  @Test
  void readsALargeOneFromTheDiskEachTime() throws IOException {
    byte[] bytes = random(LARGE);
    Sha256 hash = keep(bytes);
    assertThat(read(hash)).contains(bytes);

    Files.delete(fileOf(hash));

    assertThat(read(hash)).isEmpty();
  }

  @Test
  void doesNotGiveASmallBlobWhoseBytesHaveChanged() throws IOException {
    byte[] bytes = random(SMALL);
    Sha256 hash = keep(bytes);
    byte[] damaged = bytes.clone();
    damaged[SMALL / 2] ^= 1;
    Files.write(fileOf(hash), damaged);

    assertThat(read(hash)).isEmpty();
  }

  @Test
  void forgetsWhatIsRemoved() throws IOException {
    Sha256 hash = keep(random(SMALL));
    assertThat(read(hash)).isPresent();

    assertThat(store.remove(hash, () -> true)).isTrue();

    assertThat(read(hash)).isEmpty();
  }

  @Test
  void keepsWhatMustNotBeRemoved() throws IOException {
    Sha256 hash = keep(random(SMALL));

    assertThat(store.remove(hash, () -> false)).isFalse();

    assertThat(read(hash)).isPresent();
  }

  @Test
  void copiesAPart() throws IOException {
    byte[] bytes = random(SMALL);
    Sha256 hash = keep(bytes);
    for (int time = 0; time < 2; time++) {
      try (Blob blob = store.open(hash).orElseThrow()) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        blob.copy(5, 3, out);
        assertThat(out.toByteArray()).containsExactly(bytes[5], bytes[6], bytes[7]);
      }
    }
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

  private Optional<byte[]> read(Sha256 hash) throws IOException {
    Optional<Blob> opened = store.open(hash);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Blob blob = opened.get()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      blob.copy(0, blob.bytes(), out);
      return Optional.of(out.toByteArray());
    }
  }

  private Path fileOf(Sha256 hash) {
    return folder
        .resolve("blobs")
        .resolve(hash.outerShard())
        .resolve(hash.innerShard())
        .resolve(hash.hex());
  }
}
