package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/** Nodes are stopped by SIGTERM, and whatever only they held is served by the nodes that stay. */
@DisabledOnOs(OS.WINDOWS)
class DrainIT {

  /** The same for all: images are spread by free room, so that each of them gets some. */
  private static final String CAPACITY = "  capacity: 1 GB";

  private static final int IMAGES = 120;

  @TempDir private Path temporary;

  private ProcessTree tree;

  @AfterEach
  void close() {
    if (tree != null) {
      tree.close();
    }
  }

  private NodeFolder node(String name, String... settings) {
    String[] all = new String[settings.length + 1];
    all[0] = CAPACITY;
    System.arraycopy(settings, 0, all, 1, settings.length);
    return NodeFolder.create(temporary, name, all);
  }

  @Test
  void aLeafAndThenItsWholeClusterAreSwitchedOffUnnoticed() throws Exception {
    NodeFolder gateway = node("gateway", "replicas: 1");
    NodeFolder usa = node("usa", gateway.asParent());
    NodeFolder sanFrancisco = node("san-francisco", usa.asParent());
    NodeFolder chicago = node("chicago", usa.asParent());
    NodeFolder vietnam = node("vietnam", gateway.asParent());
    tree = ProcessTree.start(gateway, usa, sanFrancisco, chicago, vietnam);
    Api api = tree.api();
    List<SentImage> images = new ArrayList<>(SentImage.postSome(api, IMAGES));
    tree.awaitPlaced(images);
    Set<String> inSanFrancisco = sanFrancisco.blobNames();
    assertThat(inSanFrancisco).isNotEmpty();

    try (ReadLoop reads = new ReadLoop(api)) {
      images.forEach(reads::add);

      assertThat(tree.stop(sanFrancisco)).isZero();

      assertThat(sanFrancisco.blobNames()).isEmpty();
      // What its parent said of it just before may still be on its way to the gateway.
      Eventually.passes(() -> assertThat(tree.shown().state(sanFrancisco)).isEmpty());
      assertAllReadable(api, images);
      List<SentImage> moved =
          images.stream().filter(image -> inSanFrancisco.contains(image.sha256())).toList();
      Set<String> american = Set.of(usa.id(), chicago.id());
      for (SentImage image : moved) {
        // On two of them for a moment, while the one passes it on to the other.
        Eventually.passes(
            () ->
                assertThat(Holder.of(api, image.id()))
                    .as("%s", image)
                    .extracting(Holder::id)
                    .hasSize(1)
                    .allMatch(american::contains));
      }

      tree.terminate(usa);
      assertThat(tree.awaitExit(chicago)).isZero();
      assertThat(tree.awaitExit(usa)).isZero();

      assertThat(usa.blobNames()).isEmpty();
      assertThat(chicago.blobNames()).isEmpty();
      assertThat(reads.failures()).isEmpty();
      assertThat(reads.reads()).isPositive();
    }
    tree.awaitPlaced(images); // what came up to the gateway goes on to those that are left
    assertAllReadable(api, images);

    // Started again, they join as empty ones, and get images again.
    tree.restart(usa, sanFrancisco);
    images.add(SentImage.post(api));
    assertAllReadable(api, images);
  }

  @Test
  void twoLeavesThatAreEachOthersOnlySecondCopyMayStopAtOnce() throws Exception {
    NodeFolder gateway = node("gateway", "replicas: 2");
    NodeFolder hanoi = node("hanoi", gateway.asParent());
    NodeFolder daNang = node("da-nang", gateway.asParent());
    tree = ProcessTree.start(gateway, hanoi, daNang);
    Api api = tree.api();
    List<SentImage> images = SentImage.postSome(api, IMAGES);
    tree.awaitPlaced(images);

    tree.terminate(hanoi);
    tree.terminate(daNang);

    assertThat(tree.awaitExit(hanoi)).isZero();
    assertThat(tree.awaitExit(daNang)).isZero();
    assertAllReadable(api, images);
    assertThat(gateway.blobNames())
        .isEqualTo(images.stream().map(SentImage::sha256).collect(Collectors.toSet()));
  }

  @Test
  void theGatewayStopsTheWholeTreeAndServesAllWithAndWithoutIt() throws Exception {
    NodeFolder gateway = node("gateway", "replicas: 1");
    NodeFolder usa = node("usa", gateway.asParent());
    NodeFolder chicago = node("chicago", usa.asParent());
    tree = ProcessTree.start(gateway, usa, chicago);
    List<SentImage> images = SentImage.postSome(tree.api(), IMAGES);
    tree.awaitPlaced(images);

    tree.terminate(gateway);

    assertThat(tree.awaitExit(chicago)).isZero();
    assertThat(tree.awaitExit(usa)).isZero();
    assertThat(tree.awaitExit(gateway)).isZero();
    assertThat(chicago.blobNames()).as("nothing is released").isNotEmpty();

    tree.restart(gateway);
    assertAllReadable(tree.api(), images);

    tree.restart(usa, chicago);
    assertAllReadable(tree.api(), images);
    tree.awaitPlaced(images);
    assertAllReadable(tree.api(), images);
  }

  @Test
  void aNodeWhoseImagesFitNowhereKeepsThemAndSaysHowMuchIsMissing() throws Exception {
    NodeFolder gateway = NodeFolder.create(temporary, "gateway", "  capacity: 1 MB", "replicas: 1");
    NodeFolder leaf = node("leaf", gateway.asParent());
    tree = ProcessTree.start(gateway, leaf);
    Api api = tree.api();
    List<SentImage> images = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      images.add(SentImage.post(api));
      tree.awaitPlaced(List.of(images.get(i)));
    }

    assertThat(api.post("tree/leaf/retire", new byte[0]).status()).isEqualTo(409);

    LegimProcess process = tree.process(leaf);
    assertThat(tree.stop(leaf)).isEqualTo(3);
    assertThat(process.err()).contains("bytes");
    assertThat(leaf.blobNames()).hasSize(images.size());

    tree.restart(leaf);
    for (SentImage image : images) {
      image.assertReadableSoon(api);
    }
  }

  private static void assertAllReadable(Api api, List<SentImage> images) throws Exception {
    for (SentImage image : images) {
      image.assertReadable(api);
    }
  }

  @Test
  void anOperatorRetiresANode() throws Exception {
    NodeFolder gateway = node("gateway", "replicas: 1");
    NodeFolder leaf = node("leaf", gateway.asParent());
    NodeFolder other = node("other", gateway.asParent());
    tree = ProcessTree.start(gateway, leaf, other);
    Api api = tree.api();
    List<SentImage> images = SentImage.postSome(api, IMAGES);
    tree.awaitPlaced(images);

    assertReady(new Api(other.port()), 200, "online");

    var answer = api.post("tree/leaf/retire", new byte[0]);

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    assertThat(tree.awaitExit(leaf)).isZero();
    String drain = answer.locationPath().replaceFirst("^/legim/api/", "");
    Eventually.passes(() -> assertThat(api.get(drain).string("state")).isEqualTo("gone"));
    assertAllReadable(api, images);
    assertThat(leaf.blobNames()).isEmpty();

    // Without a gateway nobody lets it go, so that it is still there to be asked.
    tree.kill(gateway);
    tree.terminate(other);
    Api own = new Api(other.port());
    Eventually.passes(() -> assertReady(own, 503, "stopping"));
    assertThat(own.health("live").status()).isEqualTo(200);
  }

  private static void assertReady(Api node, int status, String state) {
    Answer answer = node.health("ready");
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.string("status")).isEqualTo(status == 200 ? "UP" : "DOWN");
    JsonObject place = answer.json().getJsonArray("checks").getJsonObject(0);
    assertThat(place.getJsonObject("data").getString("state")).isEqualTo(state);
  }
}
