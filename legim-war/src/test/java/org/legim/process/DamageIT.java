package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Images;

/**
 * Bytes flipped on the disks of running nodes. Each image is on two of them: the gateway, which
 * looks at a copy only when it is read, and a leaf that reads all of its disk again and again.
 */
@DisabledOnOs(OS.WINDOWS)
class DamageIT {

  private static KeptFolder folder;
  private static NodeFolder gateway;
  private static NodeFolder leaf;
  private static ProcessTree tree;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    folder = KeptFolder.of(DamageIT.class);
    gateway = NodeFolder.create(folder.path(), "gateway", "replicas: 2");
    leaf = NodeFolder.create(folder.path(), "leaf", gateway.asParent(), "scrub:", "  period: 1 s");
    tree = ProcessTree.start(gateway, leaf);
    api = tree.api();
  }

  @AfterAll
  static void stop() {
    if (tree != null) {
      tree.close();
    }
  }

  @Test
  void aByteFlippedAtTheGatewayIsNeverServedAndTheLeafServes() throws Exception {
    for (int width : List.of(200, 500)) {
      SentImage image = stored(width);

      Path aside = flip(gateway, image);
      image.assertReadable(api);
      image.assertReadable(api);

      awaitSetAside(aside);
      image.assertReadable(api);
    }
    awaitShown(gateway);
  }

  @Test
  void aFileThatVanishedAtTheGatewayIsServedByTheLeaf() throws Exception {
    SentImage image = stored(200);
    Files.delete(gateway.blob(image.sha256()));

    image.assertReadable(api);
    image.assertReadable(api);

    awaitOnBoth(image);
  }

  @Test
  void aByteFlippedAtTheLeafIsFoundWithoutARead() throws Exception {
    SentImage image = stored(200);

    Path aside = flip(leaf, image);

    awaitSetAside(aside);
    awaitShown(leaf);
    image.assertReadable(api);
  }

  @Test
  void anImageWhoseCopiesAreAllDamagedIsOutOfReachAndNeverServedWrong() throws Exception {
    SentImage image = stored(200);

    Path asideAtLeaf = flip(leaf, image);
    Path asideAtGateway = flip(gateway, image);

    assertProblem(api.get(image.path()), 503, "out-of-reach");
    awaitSetAside(asideAtGateway);
    awaitSetAside(asideAtLeaf);
    Eventually.passes(() -> assertThat(Holder.of(api, image.id())).isEmpty());
    assertProblem(api.get(image.path()), 503, "out-of-reach");
    image.assertKnown(api);

    SentImage again = SentImage.put(api, image.id(), image.bytes());
    again.assertReadable(api);
  }

  @Test
  void aDamagedCopyIsMadeAgain() throws Exception {
    SentImage atLeaf = stored(200);
    SentImage atGateway = stored(200);

    Path asideAtLeaf = flip(leaf, atLeaf);
    Path asideAtGateway = flip(gateway, atGateway);
    atGateway.assertReadable(api);

    awaitSetAside(asideAtLeaf);
    awaitSetAside(asideAtGateway);
    awaitOnBoth(atLeaf);
    awaitOnBoth(atGateway);
  }

  /** An image that is on both disks, and too large to be kept in memory. */
  private static SentImage stored(int width) throws Exception {
    SentImage image = SentImage.post(api, "noise.png", Images.draw("png", width, width));
    awaitOnBoth(image);
    return image;
  }

  private static void awaitOnBoth(SentImage image) throws Exception {
    Eventually.passes(
        () -> {
          for (NodeFolder node : List.of(gateway, leaf)) {
            assertThat(tree.holds(node, image)).as("%s at %s", image, node.name()).isTrue();
            assertThat(node.blob(image.sha256())).hasBinaryContent(image.bytes());
          }
        });
  }

  /** Flips a bit in the middle; returns where the file will be set aside. */
  private static Path flip(NodeFolder node, SentImage image) throws IOException {
    byte[] bytes = image.bytes().clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(node.blob(image.sha256()), bytes);
    return node.data().resolve("damaged").resolve(image.sha256());
  }

  /** Who has lost a copy may have a new one before anybody sees that it had none. */
  private static void awaitSetAside(Path aside) throws Exception {
    Eventually.passes(() -> assertThat(aside).exists());
  }

  private static void awaitShown(NodeFolder node) throws Exception {
    Eventually.passes(
        () ->
            assertThat(api.get("tree/" + node.id()).json().getInt("damaged", 0))
                .isEqualTo(files(node)));
  }

  private static int files(NodeFolder node) throws IOException {
    try (Stream<Path> files = Files.list(node.data().resolve("damaged"))) {
      return (int) files.count();
    }
  }
}
