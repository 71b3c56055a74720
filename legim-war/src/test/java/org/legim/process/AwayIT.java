package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Images;

/** A leaf that is away while its images change. */
@DisabledOnOs(OS.WINDOWS)
class AwayIT {

  private static final int CHANGES = 50;
  private static final int UNTOUCHED = 20;

  @TempDir private Path temporary;

  @Test
  void aLeafThatComesBackHasExactlyTheNewState() throws Exception {
    NodeFolder gateway = NodeFolder.create(temporary, "gateway", "replicas: 1");
    NodeFolder leaf = NodeFolder.create(temporary, "leaf", gateway.asParent());
    try (ProcessTree tree = ProcessTree.start(gateway, leaf)) {
      Api api = tree.api();
      List<SentImage> images = SentImage.postSome(api, 2 * CHANGES + UNTOUCHED);
      tree.awaitPlaced(images);
      List<SentImage> deleted = images.subList(0, CHANGES);
      List<SentImage> replaced = images.subList(CHANGES, 2 * CHANGES);
      List<SentImage> expected = new ArrayList<>(images.subList(2 * CHANGES, images.size()));
      assertThat(leaf.blobNames()).isEqualTo(hashes(images));

      tree.kill(leaf);
      for (SentImage image : deleted) {
        assertThat(api.delete(image.path()).status()).isEqualTo(204);
      }
      for (SentImage image : replaced) {
        expected.add(SentImage.put(api, image.id(), Images.draw("png", 100, 100)));
      }
      // Bytes that the leaf still has and must drop, and then must have again.
      expected.add(SentImage.put(api, "back-again", deleted.get(0).bytes()));
      assertIsListed(api, expected);
      tree.restart(leaf);

      Set<String> hashes = hashes(expected);
      Eventually.passes(
          () -> {
            assertThat(leaf.blobNames()).as("blobs of the leaf").isEqualTo(hashes);
            assertThat(gateway.blobNames()).as("blobs of the gateway").isEmpty();
          });
      assertIsListed(api, expected);
      for (SentImage image : expected) {
        image.assertReadableSoon(api);
        assertThat(tree.holds(leaf, image)).isTrue();
      }
      deleted.forEach(image -> assertProblem(api.get(image.path()), 404, "no-such-image"));
    }
  }

  private static Set<String> hashes(List<SentImage> images) {
    return images.stream().map(SentImage::sha256).collect(Collectors.toSet());
  }

  private static void assertIsListed(Api api, List<SentImage> images) {
    Map<String, String> expected =
        images.stream().collect(Collectors.toMap(SentImage::id, SentImage::sha256));
    assertThat(ImageList.hashes(api)).isEqualTo(expected);
  }
}
