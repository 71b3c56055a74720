package org.legim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.image.WriteCondition.NONE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.DiskBlobStore;
import org.legim.blob.Incoming;
import org.legim.blob.Room;
import org.legim.blob.Sha256;
import org.legim.blob.VerifiedBlobs;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.SqliteCatalogue;

@Timeout(60)
class ImageReadsTest {

  @TempDir private Path folder;
  private SqliteCatalogue catalogue;
  private DiskBlobStore blobs;
  private ImageReads reads;
  private final List<Sha256> suspicions = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    catalogue =
        SqliteCatalogue.open(
            folder.resolve("catalogue.db"), folder, "this-node", 1, Clock.systemUTC());
    Room room = new Room(folder, OptionalLong.empty(), () -> 0);
    blobs = DiskBlobStore.open(folder.resolve("blobs"), folder.resolve("incoming"), room);
    reads =
        new ImageReads(
            "this-node", catalogue, new VerifiedBlobs(blobs, suspicions::add), Branches.none());
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  @Test
  void opensAnImage() throws Exception {
    ImageRecord stored = store("a", "bytes");

    assertThat(reads.find("a")).contains(stored);
    try (OpenImage image = reads.open(stored).orElseThrow()) {
      assertThat(image.record()).isEqualTo(stored);
      assertThat(text(image.blob())).isEqualTo("bytes");
    }
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertThat(reads.find("a")).isEmpty();
  }

  @Test
  void opensTheNewBytesOfAnImageThatWasReplacedMeanwhile() throws Exception {
    ImageRecord old = store("a", "old");
    ImageRecord fresh = store("a", "fresh");
    assertThat(blobs.remove(old.sha256(), () -> true)).isTrue();

    try (OpenImage image = reads.open(old).orElseThrow()) {
      assertThat(image.record()).isEqualTo(fresh);
      assertThat(text(image.blob())).isEqualTo("fresh");
    }
  }

  @Test
  void opensTheOldBytesWhileTheyAreThere() throws Exception {
    ImageRecord old = store("a", "old");
    store("a", "fresh");

    try (OpenImage image = reads.open(old).orElseThrow()) {
      assertThat(image.record()).isEqualTo(old);
      assertThat(text(image.blob())).isEqualTo("old");
    }
  }

  @Test
  void opensNothingOfAnImageThatWasDeletedMeanwhile() throws Exception {
    ImageRecord old = store("a", "old");
    catalogue.delete("a", NONE);
    blobs.remove(old.sha256(), () -> true);

    assertThat(reads.open(old)).isEmpty();
  }

  @Test
  void isOutOfReachWhereTheBlobIsMissing() throws Exception {
    ImageRecord stored = store("a", "bytes");
    Files.delete(fileOf(stored.sha256()));

    assertThatExceptionOfType(OutOfReachException.class)
        .isThrownBy(() -> reads.open(stored))
        .withMessageContainingAll("image a", stored.sha256().hex());
    assertThat(suspicions).contains(stored.sha256());
  }

  @Test
  void isOutOfReachWhereTheBlobHasAnotherLength() throws Exception {
    ImageRecord stored = store("a", "bytes");
    Files.writeString(fileOf(stored.sha256()), "byte");

    assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> reads.open(stored));
    assertThat(suspicions).contains(stored.sha256());
  }

  @Test
  void isWithinReachAgainOnceTheSameBytesWereStoredAgain() throws Exception {
    ImageRecord stored = store("a", "bytes");
    Files.writeString(fileOf(stored.sha256()), "");
    store("b", "bytes");

    try (OpenImage image = reads.open(stored).orElseThrow()) {
      assertThat(text(image.blob())).isEqualTo("bytes");
    }
  }

  @Test
  void aReaderNeverSeesAnImageFailThatIsBeingReplaced() throws Exception {
    store("a", "first");
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> writing =
          writer.submit(
              () -> {
                for (int i = 0; i < 60; i++) {
                  Sha256 before = catalogue.find("a").orElseThrow().sha256();
                  store("a", "bytes " + i);
                  blobs.remove(before, () -> !catalogue.holdings().holds(before));
                }
                return null;
              });
      while (!writing.isDone()) {
        ImageRecord found = reads.find("a").orElseThrow();
        try (OpenImage image = reads.open(found).orElseThrow()) {
          assertThat(text(image.blob())).hasSize((int) image.record().bytes());
        }
      }
      writing.get();
    } finally {
      writer.shutdownNow();
    }
  }

  private ImageRecord store(String id, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Incoming incoming = blobs.receive(OptionalLong.of(bytes.length))) {
      incoming.write(bytes, 0, bytes.length);
      try (BlobStore.Hold hold = blobs.keep(incoming)) {
        assertThat(hold).isNotNull();
        NewImage image =
            new NewImage("", "image/gif", bytes.length, Optional.empty(), incoming.hash());
        return catalogue.put(id, image, NONE).image();
      }
    }
  }

  private Path fileOf(Sha256 hash) {
    String hex = hash.hex();
    return folder.resolve(Path.of("blobs", hex.substring(0, 2), hex.substring(2, 4), hex));
  }

  private static String text(Blob blob) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    blob.copy(0, blob.bytes(), bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
