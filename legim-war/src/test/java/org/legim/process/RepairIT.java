package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/** A leaf dies by SIGKILL: nobody misses it, and what it held is copied anew. */
@DisabledOnOs(OS.WINDOWS)
class RepairIT {

  private static final int IMAGES = 60;

  @TempDir private Path temporary;

  private ProcessTree tree;

  @AfterEach
  void close() {
    if (tree != null) {
      tree.close();
    }
  }

  @Test
  void aDeadLeafIsMissedByNobodyAndWhatItHeldIsCopiedAnew() throws Exception {
    NodeFolder gateway = node("gateway", "replicas: 2", "repair:", "  after: 1 s");
    NodeFolder usa = node("usa", gateway.asParent());
    NodeFolder sanFrancisco = node("san-francisco", usa.asParent());
    NodeFolder chicago = node("chicago", usa.asParent());
    NodeFolder vietnam = node("vietnam", gateway.asParent());
    NodeFolder hanoi = node("hanoi", vietnam.asParent());
    NodeFolder daNang = node("da-nang", vietnam.asParent());
    tree = ProcessTree.start(gateway, usa, sanFrancisco, chicago, vietnam, hanoi, daNang);
    Api api = tree.api();
    List<SentImage> images = SentImage.postSome(api, IMAGES);
    tree.awaitPlaced(images);
    assertEachIsOnTwoBranches(images);
    assertThat(sanFrancisco.blobNames()).isNotEmpty();

    try (ReadLoop reads = new ReadLoop(api)) {
      images.forEach(reads::add);

      tree.kill(sanFrancisco);

      Eventually.passes(
          () -> {
            for (SentImage image : images) {
              assertThat(others(sanFrancisco, image)).as("%s", image).hasSize(2);
            }
          });

      tree.restart(sanFrancisco);

      Eventually.passes(() -> assertEachIsOnTwoBranches(images));
      assertThat(reads.failures()).isEmpty();
      assertThat(reads.reads()).isPositive();
    }
  }

  private NodeFolder node(String name, String... settings) {
    return NodeFolder.create(temporary, name, settings);
  }

  private List<Holder> others(NodeFolder node, SentImage image) {
    String id = node.id();
    return Holder.of(tree.api(), image.id()).stream()
        .filter(holder -> !holder.id().equals(id))
        .toList();
  }

  private void assertEachIsOnTwoBranches(List<SentImage> images) {
    for (SentImage image : images) {
      List<Holder> holders = Holder.of(tree.api(), image.id());
      assertThat(holders).as("%s", image).hasSize(2);
      assertThat(holders.stream().map(holder -> holder.path().get(1)).collect(Collectors.toSet()))
          .as("branches of %s: %s", image, holders)
          .hasSize(2);
    }
  }
}
