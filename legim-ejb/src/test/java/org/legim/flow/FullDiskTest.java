package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.legim.flow.TestNode.upload;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.NewImage;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;

/** A disk that really is full, where this machine lets a test mount a small one. */
@Timeout(120)
class FullDiskTest {

  private static final int MIB = 1 << 20;

  @TempDir private Path folder;
  private Path disk;
  private TestNode node;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString()),
        "only root can mount a small disk, and only on Linux");
    node = new TestNode(disk, OptionalLong.empty(), 20L * MIB);
  }

  @AfterEach
  void unmount() throws Exception {
    if (node != null) {
      node.close();
      assertThat(run("umount", "--lazy", disk.toString())).isTrue();
    }
  }

  @Test
  void refusesUploadsBeforeItIsFullAndTakesThemAgainOnceThereIsRoom() throws Exception {
    int stored = 0;
    Refusal refusal = null;
    while (refusal == null) {
      try {
        node.intake.put("image-" + stored, upload(gif(stored, 3 * MIB)), NONE);
        stored++;
      } catch (RefusedException e) {
        refusal = e.refusal();
      }
    }
    assertThat(refusal).isEqualTo(Refusal.NO_ROOM);
    assertThat(stored).isPositive();
    assertThat(node.filesBelow("incoming")).isEmpty();
    assertThat(node.filesBelow("blobs")).hasSize(stored);
    assertThat(Files.getFileStore(disk).getUsableSpace()).isGreaterThan(10L * MIB);

    node.catalogue.delete("image-0", NONE).ifPresent(node.reclaim::offer);
    node.awaitBlobs(stored - 1);

    assertThat(node.intake.put("again", upload(gif(99, 3 * MIB)), NONE).created()).isTrue();
  }

  @Test
  void refusesAnUploadUnderWhichTheDiskRunsFull() throws Exception {
    byte[] bytes = gif(1, 3 * MIB);
    InputStream fillsTheDisk =
        new InputStream() {
          @Override
          public int read() throws IOException {
            fill();
            return -1;
          }
        };
    InputStream body =
        new SequenceInputStream(
            new SequenceInputStream(new ByteArrayInputStream(bytes, 0, MIB), fillsTheDisk),
            new ByteArrayInputStream(bytes, MIB, 2 * MIB));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () -> node.intake.put("a", new Upload(body, OptionalLong.of(bytes.length), ""), NONE))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.NO_ROOM));

    assertThat(node.filesBelow("incoming")).isEmpty();
    assertThat(node.filesBelow("blobs")).isEmpty();
    Files.delete(disk.resolve("filler"));
    assertThat(node.intake.put("a", upload(bytes), NONE).created()).isTrue();
  }

  @Test
  void tellsThatTheCatalogueHasNoRoomAndGoesOnOnceItHas() throws Exception {
    fill();
    CatalogueException full = null;
    for (int i = 0; full == null; i++) {
      try {
        node.catalogue.put("image-" + i, image(), NONE);
      } catch (CatalogueException e) {
        full = e;
      }
    }
    assertThat(full).matches(CatalogueException::isDiskFull);
    long known = node.catalogue.tally().images();

    Files.delete(disk.resolve("filler"));

    node.catalogue.put("after", image(), NONE);
    assertThat(node.catalogue.tally().images()).isEqualTo(known + 1);
  }

  private static NewImage image() {
    return new NewImage(
        "n".repeat(200), "image/gif", 1, Optional.empty(), new Sha256("0".repeat(64)));
  }

  private void fill() throws IOException {
    Path filler = disk.resolve("filler");
    for (int block : new int[] {MIB, 4096, 1}) {
      try (OutputStream out =
          Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[block]);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left");
      }
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
