package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.legim.testing.ProblemAssertions.assertProblem;
import static org.legim.testing.ProblemAssertions.assertTryLater;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.config.KillPoint;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Images;
import org.legim.testing.MultipartBody;

/** A gateway that answers an upload once a leaf has it too, and disks that are lost after that. */
@DisabledOnOs(OS.WINDOWS)
class QuorumIT {

  @TempDir private Path temporary;

  private NodeFolder gateway;
  private NodeFolder leaf;
  private ProcessTree tree;
  private Api api;

  private void start() throws Exception {
    gateway = NodeFolder.create(temporary, "gateway", "replicas: 2", "write-quorum: 2");
    leaf = NodeFolder.create(temporary, "leaf", gateway.asParent());
    tree = ProcessTree.start(gateway, leaf);
    api = tree.api();
  }

  @AfterEach
  void close() {
    if (tree != null) {
      tree.close();
    }
  }

  @Test
  void anImageSurvivesTheLossOfEitherDisk() throws Exception {
    start();
    List<SentImage> images = sendSome("first");

    tree.kill(gateway);
    gateway.deleteData();
    tree.launch(gateway);
    tree.awaitOnline(leaf, gateway);

    for (SentImage image : images) {
      image.assertReadableSoon(api);
      image.assertKnown(api);
    }

    images.addAll(sendSome("second"));
    tree.kill(leaf);
    leaf.deleteData();

    for (SentImage image : images.subList(images.size() / 2, images.size())) {
      image.assertReadable(api);
    }
  }

  @Test
  void whatNoSecondNodeHasIsNotThere() throws Exception {
    start();
    SentImage old = SentImage.put(api, "replaced", Images.draw("png", 50, 50));
    tree.kill(leaf);

    JsonObject problem = assertUnstored(api.post("images?name=a.png", Images.png()));
    assertThat(problem.getInt("copiesWanted")).isEqualTo(2);
    assertThat(problem.getInt("copiesMade")).isEqualTo(1);
    assertThat(problem.getJsonArray("reasons")).isNotEmpty();
    assertUnstored(api.put("images/replaced", Images.png()));
    assertUnstored(api.put("images/fresh", Images.png()));
    assertUnstored(api.post("images", new MultipartBody().file("b.png", Images.png())));
    assertAsBefore(old);

    tree.restart(leaf);

    assertAsBefore(old);
    SentImage.put(api, "fresh", Images.png()).assertReadable(api);
  }

  @Test
  void aReceiptThatIsLostIsNoSecondCopy() throws Exception {
    start();
    SentImage old = SentImage.put(api, "replaced", Images.draw("png", 50, 50));
    byte[] fresh = Images.draw("png", 60, 60);
    byte[] other = Images.draw("png", 70, 70);
    tree.kill(leaf);

    sendWhileTheLeafDies("images/fresh", fresh);
    sendWhileTheLeafDies("images/replaced", other);
    assertAsBefore(old);

    tree.kill(gateway);
    tree.launch(gateway);
    tree.restart(leaf);

    Eventually.passes(() -> assertThat(leaf.blobNames()).containsExactly(old.sha256()));
    assertAsBefore(old);
    assertThat(api.put("images/fresh", fresh, "If-None-Match", "*").status()).isEqualTo(201);
  }

  @Test
  void aWriteThatTheGatewayDidNotFinishIsNotThere() throws Exception {
    start();
    SentImage old = SentImage.put(api, "replaced", Images.draw("png", 50, 50));
    tree.kill(gateway);
    tree.launchDying(gateway, KillPoint.QUORUM_REACHED, 1);
    tree.process(gateway).awaitReady();
    tree.awaitOnline(leaf);
    assertThatThrownBy(() -> api.put("images/fresh", Images.png())).hasMessageContaining("fresh");
    tree.awaitExit(gateway);
    assertThat(leaf.blobNames()).hasSize(2);

    tree.launch(gateway);
    tree.awaitOnline(leaf);

    Eventually.passes(() -> assertThat(leaf.blobNames()).containsExactly(old.sha256()));
    assertAsBefore(old);
    assertThat(api.put("images/fresh", Images.png(), "If-None-Match", "*").status()).isEqualTo(201);
  }

  /** Sends bytes until the leaf has them, which dies before it says so. */
  private void sendWhileTheLeafDies(String path, byte[] bytes) throws Exception {
    tree.launchDying(leaf, KillPoint.BATCH_RECORDED, 1);
    LegimProcess dying = tree.process(leaf);
    dying.awaitReady();
    // Before it has joined, and has dropped what it was sent before, it is not asked.
    Eventually.passes(
        () -> {
          assertUnstored(api.put(path, bytes));
          assertThat(dying.isAlive()).isFalse();
        });
    tree.awaitExit(leaf);
  }

  private List<SentImage> sendSome(String prefix) {
    List<SentImage> images = new ArrayList<>();
    images.add(SentImage.post(api));
    images.add(SentImage.put(api, prefix, Images.draw("png", 80, 80)));
    byte[] part = Images.draw("png", 90, 90);
    Answer form = api.post("images", new MultipartBody().file("part.png", part));
    assertThat(form.status()).as("%s", form).isEqualTo(201);
    String id = form.json().getJsonArray("images").getJsonObject(0).getString("id");
    images.add(new SentImage(id, "part.png", part));
    return images;
  }

  private static JsonObject assertUnstored(Answer answer) {
    assertTryLater(answer);
    return assertProblem(answer, 503, "write-quorum");
  }

  private void assertAsBefore(SentImage old) {
    old.assertReadable(api);
    assertProblem(api.get("images/fresh"), 404, "no-such-image");
    assertThat(ImageList.of(api)).hasSize(1);
  }
}
