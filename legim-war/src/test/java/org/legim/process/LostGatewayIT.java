package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;
import static org.legim.testing.ProblemAssertions.assertTryLater;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;
import org.legim.testing.Images;

/** A gateway that has lost its folder, and gets everything back from the tree. */
@DisabledOnOs(OS.WINDOWS)
class LostGatewayIT {

  /** The same for both leaves: images are spread by free room, so that each gets some. */
  private static final String CAPACITY = "1 GB";

  @TempDir private Path temporary;

  @Test
  void theTreeGivesBackWhatItsGatewayLost() throws Exception {
    NodeFolder gateway = NodeFolder.create(temporary, "gateway", "replicas: 1");
    NodeFolder present = below(gateway, "present");
    NodeFolder away = below(gateway, "away");
    try (ProcessTree tree = ProcessTree.start(gateway, present, away)) {
      Api api = tree.api();
      List<SentImage> images = new ArrayList<>(SentImage.postSome(api, 20));
      for (int i = 0; i < 10; i++) {
        images.add(SentImage.put(api, "own-" + i, Images.draw("png", 100, 100)));
      }
      tree.awaitPlaced(images);
      List<JsonObject> listed = ImageList.of(api);
      Map<Boolean, List<SentImage>> atPresent =
          images.stream().collect(Collectors.partitioningBy(image -> tree.holds(present, image)));
      assertThat(atPresent.values()).as("both have some").noneMatch(List::isEmpty);
      String treeId = gateway.identity().getString("tree");
      long epoch = gateway.identity().getJsonNumber("epoch").longValue();

      tree.kill(gateway, away);
      gateway.deleteData();
      tree.launch(gateway);
      tree.awaitOnline(present);

      tree.awaitState(gateway, "recovering");
      for (SentImage image : atPresent.get(true)) {
        image.assertReadableSoon(api);
      }
      atPresent.get(false).forEach(image -> assertTryLater(api.get(image.path())));
      assertAdmitsThatItDoesNotKnow(api);
      SentImage meanwhile = SentImage.post(api);
      meanwhile.assertReadable(api);

      tree.restart(away);
      tree.awaitOnline(gateway);

      for (SentImage image : images) {
        image.assertReadableSoon(api);
        image.assertKnown(api);
      }
      List<JsonObject> restored = ImageList.of(api);
      assertThat(restored).hasSize(listed.size() + 1).containsAll(listed);
      assertThat(gateway.identity().getString("tree")).isEqualTo(treeId);
      assertThat(gateway.identity().getJsonNumber("epoch").longValue()).isGreaterThan(epoch);
      assertProblem(api.get("images/unknown"), 404, "no-such-image");

      SentImage later = SentImage.put(api, "later", Images.png());
      SentImage replaced = SentImage.put(api, "own-0", Images.png());
      tree.awaitPlaced(List.of(meanwhile, later, replaced));
      List.of(meanwhile, later, replaced).forEach(image -> image.assertReadable(api));
    }
  }

  private NodeFolder below(NodeFolder gateway, String name) {
    return NodeFolder.create(temporary, name, gateway.asParent())
        .with("LEGIM_NODE_CAPACITY", CAPACITY);
  }

  private static void assertAdmitsThatItDoesNotKnow(Api api) {
    assertTryLater(api.get("images/unknown"));
    assertThat(api.head("images/unknown").status()).isEqualTo(503);
    assertTryLater(api.get("images/unknown/info"));
    assertTryLater(api.get("images"));
    assertTryLater(api.put("images/unknown", Images.png()));
    assertTryLater(api.delete("images/unknown"));
  }
}
