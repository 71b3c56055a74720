package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.catalogue.ImageRecord;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;
import org.legim.flow.Intake;
import org.legim.flow.Upload;
import org.legim.route.Branches;
import org.legim.route.ImageReads;
import org.legim.route.OpenImage;
import org.legim.tree.Identity;

@Timeout(60)
class StorageTest {

  @TempDir private Path parent;
  private Path folder;
  private NodeConfig config;

  @BeforeEach
  void configure() throws Exception {
    folder = parent.resolve("data");
    Properties properties = new Properties();
    properties.setProperty("legim.node.data", folder.toString());
    config = NodeConfig.from(Settings.of(Optional.empty(), Map.of(), properties));
  }

  @Test
  void keepsImagesOverARestart() throws Exception {
    Identity first;
    ImageRecord stored;
    try (Storage storage = Storage.open(config)) {
      first = storage.identity();
      stored = intake(storage).put("a", upload(gif(1, 5000)), NONE).image();
    }
    try (Storage storage = Storage.open(config)) {
      assertThat(storage.identity().id()).isEqualTo(first.id());
      assertThat(storage.identity().starts()).isEqualTo(2);
      assertThat(reads(storage).find("a")).contains(stored);
      try (OpenImage image = reads(storage).open(stored).orElseThrow()) {
        assertThat(image.blob().bytes()).isEqualTo(5000);
      }
    }
  }

  @Test
  void sweepsAtItsStartWhatACrashLeft() throws Exception {
    ImageRecord stored;
    try (Storage storage = Storage.open(config)) {
      stored = intake(storage).put("a", upload(gif(1, 5000)), NONE).image();
    }
    Path orphan = folder.resolve(Path.of("blobs", "00", "00", "0".repeat(64)));
    Files.createDirectories(orphan.getParent());
    Files.writeString(orphan, "a blob whose record was never made");
    Files.writeString(folder.resolve("incoming").resolve("9.part"), "half a file");

    try (Storage storage = Storage.open(config)) {
      assertThat(folder.resolve("incoming")).isEmptyDirectory();
      while (Files.exists(orphan)) {
        Thread.onSpinWait();
      }
      reads(storage).open(stored).orElseThrow().close();
    }
  }

  @Test
  void leavesAnEmptyDiskWhereItHoldsNothingAnyMore() throws Exception {
    try (Storage storage = Storage.open(config)) {
      intake(storage).put("a", upload(gif(1, 5000)), NONE);
      storage.catalogue().delete("a", NONE);
    }
    for (int shard = 0; shard < 256; shard++) {
      String digits = "%02x".formatted(shard);
      Path orphan = folder.resolve(Path.of("blobs", digits, "00", digits + "0".repeat(62)));
      Files.createDirectories(orphan.getParent());
      Files.writeString(orphan, "struck out by a node that died before it removed the file");
    }

    Storage.open(config).close();

    try (Stream<Path> left = Files.walk(folder.resolve("blobs")).filter(Files::isRegularFile)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void givesTheFolderBackWhenItIsClosed() throws Exception {
    Storage storage = Storage.open(config);
    assertThatExceptionOfType(StartException.class).isThrownBy(() -> Storage.open(config));
    storage.close();

    DataFolder.open(folder).close();
  }

  @Test
  void endsItsThreadsWhenItIsClosed() throws Exception {
    Storage.open(config).close();

    awaitTheEndOfThreads();
  }

  @ParameterizedTest
  @ValueSource(strings = {"node.json", "catalogue.db", "blobs", "incoming", "native"})
  void leavesNothingOpenWhereItCannotOpen(String broken) throws Exception {
    Files.createDirectories(folder);
    Path inTheWay = folder.resolve(broken);
    Files.writeString(inTheWay, "in the way ".repeat(100));

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> Storage.open(config))
          .withMessageContaining(folder.toString())
          .withMessageNotContaining("in use");
    }
    awaitTheEndOfThreads();

    Files.delete(inTheWay);
    try (Storage storage = Storage.open(config)) {
      assertThat(storage.catalogue().tally().images()).isZero();
    }
  }

  @Test
  void leavesOnlyKnownFilesInItsFolder() throws Exception {
    try (Storage storage = Storage.open(config)) {
      intake(storage).put("a", upload(gif(1, 5000)), NONE);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "lock", "node.json", "blobs", "incoming", "catalogue.db", "native", "watched");
    }
  }

  private Intake intake(Storage storage) {
    return new Intake(
        storage.blobs(),
        storage.catalogue(),
        storage.reclaim(),
        config.maxUpload(),
        (blob, from) -> {});
  }

  private static ImageReads reads(Storage storage) {
    return new ImageReads(
        storage.identity().id(), storage.catalogue(), storage.verified(), Branches.none());
  }

  private static void awaitTheEndOfThreads() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("legim-")) {
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(thread).as(thread.getName()).matches(each -> !each.isAlive());
      }
    }
  }

  private static Upload upload(byte[] bytes) {
    return new Upload(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), "a.gif");
  }
}
