package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Hashes;
import org.legim.testing.LargeImage;

/** The disk of the node that takes what another gives away runs full in the middle of it. */
@EnabledOnOs(OS.LINUX)
class DrainRoomIT {

  /** For the server's own files, the reserve, and more than all images. */
  private static final int DISK_MEGABYTES = 260;

  private static final int IMAGES = 30;

  /** Of 600 KB each. */
  private static final int ROWS = 200;

  private static final String SLOWLY = "drain:\n  rate: 1500 KB\n  timeout: 15 s";

  @TempDir private Path temporary;

  @Test
  void whatNoLongerFitsOnTheParentGoesFurtherUp() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(temporary.resolve("disk"), DISK_MEGABYTES)) {
      NodeFolder gateway = NodeFolder.create(temporary, "gateway", "replicas: 1");
      NodeFolder cluster =
          NodeFolder.create(
              temporary, "cluster", disk.folder().resolve("data"), gateway.asParent());
      NodeFolder leaf = NodeFolder.create(temporary, "leaf", SLOWLY, cluster.asParent());
      try (ProcessTree tree = ProcessTree.start(gateway, cluster, leaf)) {
        Map<String, String> stored = upload(tree.api(), gateway, leaf);

        tree.terminate(leaf);
        awaitSome(cluster);
        fill(disk);

        assertThat(tree.awaitExit(leaf)).isZero();
        assertThat(leaf.blobNames()).isEmpty();
        assertThat(gateway.blobNames()).as("what went further up").isNotEmpty();
        assertIntact(tree.api(), stored);
      }
    }
  }

  @Test
  void whatFitsNowhereStaysUntilThereIsRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(temporary.resolve("disk"), DISK_MEGABYTES)) {
      NodeFolder gateway =
          NodeFolder.create(temporary, "gateway", disk.folder().resolve("data"), "replicas: 1");
      NodeFolder leaf = NodeFolder.create(temporary, "leaf", SLOWLY, gateway.asParent());
      try (ProcessTree tree = ProcessTree.start(gateway, leaf)) {
        Map<String, String> stored = upload(tree.api(), gateway, leaf);

        tree.terminate(leaf);
        awaitSome(gateway);
        Path ballast = fill(disk);

        assertThat(tree.awaitExit(leaf)).isEqualTo(3);
        assertThat(leaf.blobNames()).isNotEmpty();
        assertEachIsSomewhere(stored, gateway, leaf);

        Files.delete(ballast);
        tree.restart(leaf);
        assertThat(tree.stop(leaf)).isZero();

        assertThat(leaf.blobNames()).isEmpty();
        assertIntact(tree.api(), stored);
      }
    }
  }

  /** Sends images until the leaf has so many; those that another node gets are deleted. */
  private static Map<String, String> upload(Api api, NodeFolder gateway, NodeFolder leaf)
      throws Exception {
    Map<String, String> stored = new HashMap<>();
    for (long seed = 0; stored.size() < IMAGES; seed++) {
      SentLarge image = send(api, seed);
      Eventually.passes(
          () -> assertThat(gateway.blobNames()).as("at the gateway").doesNotContain(image.sha256));
      if (leaf.blobNames().contains(image.sha256)) {
        stored.put(image.id, image.sha256);
      } else {
        assertThat(api.delete("images/" + image.id).status()).isEqualTo(204);
      }
    }
    return stored;
  }

  private record SentLarge(String id, String sha256) {}

  private static SentLarge send(Api api, long seed) {
    Answer answer =
        api.send(
            "POST", "images", BodyPublishers.ofInputStream(() -> LargeImage.ofRows(ROWS, seed)));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return new SentLarge(answer.string("id"), answer.string("sha256"));
  }

  private static void awaitSome(NodeFolder receiver) throws Exception {
    Eventually.holds("a part of it has moved", () -> receiver.blobNames().size() >= IMAGES / 6);
  }

  /** Takes all room of a disk. */
  private static Path fill(SmallDisk disk) {
    Path ballast = disk.folder().resolve("ballast");
    byte[] piece = new byte[1 << 20];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      return ballast;
    }
  }

  private static void assertEachIsSomewhere(Map<String, String> stored, NodeFolder... nodes)
      throws IOException {
    for (NodeFolder node : nodes) {
      for (Path blob : node.blobs()) {
        assertThat(Hashes.sha256(Files.readAllBytes(blob)))
            .isEqualTo(blob.getFileName().toString());
      }
    }
    Set<String> all = new HashSet<>(nodes[0].blobNames());
    all.addAll(nodes[1].blobNames());
    assertThat(all).containsAll(stored.values());
  }

  private static void assertIntact(Api api, Map<String, String> stored) throws Exception {
    for (Map.Entry<String, String> image : stored.entrySet()) {
      Answer answer = PatientRead.of(api, image.getKey());
      assertThat(answer.status()).as("%s", answer.headers()).isEqualTo(200);
      assertThat(Hashes.sha256(answer.body())).isEqualTo(image.getValue());
    }
  }
}
