package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Images;

/** {@code ./legim backup} of nodes that run, and {@code ./legim restore}. */
@DisabledOnOs(OS.WINDOWS)
class BackupIT {

  @TempDir private Path temporary;

  @Test
  void aNodeThatLostItsCatalogueHasAllOfTheBackupAgain() throws Exception {
    NodeFolder node = NodeFolder.create(temporary, "hanoi");
    Path backup = temporary.resolve("backup");
    List<SentImage> before;
    List<JsonObject> listed;
    try (LegimProcess process = node.start()) {
      Api api = process.api();
      before = SentImage.postSome(api, 10);
      before.add(SentImage.put(api, "own", Images.draw("png", 50, 50)));
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<List<SentImage>> writer =
          CompletableFuture.supplyAsync(() -> postUntil(enough, api));

      assertThat(run(node, "backup", backup)).isZero();

      assertThat(run(node, "backup", backup)).as("a second one to the same folder").isEqualTo(1);
      assertThat(run(node, "restore", backup)).as("while the node runs").isEqualTo(2);
      enough.set(true);
      assertThat(writer.join()).isNotEmpty();
      listed = ImageList.of(api);
      process.kill();
    }
    Set<String> blobs = node.blobNames();
    deleteCatalogue(node);

    assertThat(run(node, "restore", backup)).isZero();

    try (LegimProcess process = node.start()) {
      Api api = process.api();
      List<JsonObject> restored = ImageList.of(api);
      assertThat(listed).containsAll(restored);
      assertThat(restored)
          .extracting(image -> image.getString("id"))
          .containsAll(before.stream().map(SentImage::id).toList());
      for (SentImage image : before) {
        image.assertReadable(api);
        image.assertKnown(api);
      }
      for (JsonObject image : restored) {
        assertThat(api.get("images/" + image.getString("id")).header("ETag"))
            .isEqualTo('"' + image.getString("sha256") + '"');
      }
      SentImage.post(api).assertReadable(api);
      assertThat(process.stop()).isZero();
    }
    assertThat(node.blobNames()).as("what the backup does not know is kept").containsAll(blobs);
  }

  @Test
  void aTreeConvergesAfterItsGatewayAndItsLeafWentBackInTime() throws Exception {
    NodeFolder gateway = NodeFolder.create(temporary, "gateway", "replicas: 1");
    NodeFolder leaf = NodeFolder.create(temporary, "leaf", gateway.asParent());
    Path ofGateway = temporary.resolve("backup-of-gateway");
    Path ofLeaf = temporary.resolve("backup-of-leaf");
    try (ProcessTree tree = ProcessTree.start(gateway, leaf)) {
      Api api = tree.api();
      List<SentImage> images = new ArrayList<>(SentImage.postSome(api, 5));
      SentImage.put(api, "replaced", Images.draw("png", 60, 60));
      SentImage deleted = SentImage.put(api, "deleted", Images.draw("png", 70, 70));
      tree.awaitPlaced(List.of(images.get(0), deleted));
      assertThat(run(gateway, "backup", ofGateway)).isZero();
      assertThat(run(leaf, "backup", ofLeaf)).isZero();
      images.addAll(SentImage.postSome(api, 5));
      images.add(SentImage.put(api, "replaced", Images.draw("png", 80, 80)));
      assertThat(api.delete(deleted.path()).status()).isEqualTo(204);
      tree.awaitPlaced(images);
      Eventually.holds("the deletion is known", () -> !isOnDisk(leaf, deleted));
      List<JsonObject> listed = ImageList.of(api);
      long epoch = epoch(gateway);

      tree.kill(gateway, leaf);
      assertThat(run(gateway, "restore", ofGateway)).isZero();
      tree.launch(gateway);
      tree.awaitState(gateway, "recovering");
      assertThat(api.get(images.get(9).path()).status()).isEqualTo(503);
      SentImage meanwhile = SentImage.post(api);
      tree.restart(leaf);
      tree.awaitOnline(gateway);

      assertConverged(api, images, deleted, meanwhile, listed);
      assertThat(epoch(gateway)).isGreaterThan(epoch);
      tree.awaitPlaced(List.of(meanwhile));

      tree.kill(leaf);
      assertThat(run(leaf, "restore", ofLeaf)).isZero();
      tree.restart(leaf);

      assertConverged(api, images, deleted, meanwhile, listed);
      Set<String> needed =
          images.stream().map(SentImage::sha256).collect(Collectors.toCollection(HashSet::new));
      needed.add(meanwhile.sha256());
      Eventually.passes(() -> assertThat(leaf.blobNames()).isEqualTo(needed));
    }
  }

  private static void assertConverged(
      Api api,
      List<SentImage> images,
      SentImage deleted,
      SentImage meanwhile,
      List<JsonObject> listed)
      throws Exception {
    for (SentImage image : images) {
      image.assertReadableSoon(api);
      image.assertKnown(api);
    }
    assertProblem(api.get(deleted.path()), 404, "no-such-image");
    meanwhile.assertReadableSoon(api);
    assertThat(ImageList.of(api)).hasSize(listed.size() + 1).containsAll(listed);
  }

  private static List<SentImage> postUntil(AtomicBoolean enough, Api api) {
    List<SentImage> sent = new ArrayList<>();
    do {
      sent.add(SentImage.post(api));
    } while (!enough.get());
    return sent;
  }

  private static int run(NodeFolder node, String command, Path backup) {
    try (LegimProcess process =
        LegimProcess.launch(
            node.folder(),
            node.port(),
            node.variables(),
            command,
            backup.toString(),
            node.file().toString())) {
      int code = process.awaitExit();
      System.out.printf("BackupIT: %s %d%n%s%s", command, code, process.out(), process.err());
      return code;
    }
  }

  private static boolean isOnDisk(NodeFolder node, SentImage image) {
    return Files.exists(node.blob(image.sha256()));
  }

  private static void deleteCatalogue(NodeFolder node) throws Exception {
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(node.data().resolve("catalogue.db" + end));
    }
  }

  private static long epoch(NodeFolder node) {
    return node.identity().getJsonNumber("epoch").longValue();
  }
}
