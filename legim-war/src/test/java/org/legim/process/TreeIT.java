package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Hashes;
import org.legim.testing.Images;
import org.legim.testing.LargeImage;

/**
 * A tree of depth four that keeps one copy of each image; below the gateway each node has a file of
 * the smallest form there is.
 */
@DisabledOnOs(OS.WINDOWS)
class TreeIT {

  /** The same for all: images are spread by free room, so that each of them gets some. */
  private static final String CAPACITY = "1 GB";

  private static final int LARGE_ROWS = 3_000;

  @TempDir private static Path temporary;

  private static NodeFolder gateway;
  private static NodeFolder cluster;
  private static NodeFolder leaf;
  private static NodeFolder lowerCluster;
  private static NodeFolder deepest;
  private static ProcessTree tree;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    gateway = NodeFolder.create(temporary, "gateway", "replicas: 1");
    cluster = below(gateway, "cluster");
    leaf = below(gateway, "leaf");
    lowerCluster = below(cluster, "lower-cluster");
    deepest = below(lowerCluster, "deepest");
    tree = ProcessTree.start(gateway, cluster, leaf, lowerCluster, deepest);
    api = tree.api();
  }

  private static NodeFolder below(NodeFolder above, String folder) {
    return NodeFolder.seed(temporary, folder, above).with("LEGIM_NODE_CAPACITY", CAPACITY);
  }

  @AfterAll
  static void stop() {
    if (tree != null) {
      tree.close();
    }
  }

  @Test
  void whatANodeIsFollowsFromItsPlace() {
    ShownTree shown = tree.shown();

    assertThat(shown.nodes()).hasSize(5).allMatch(node -> node.state().equals("online"));
    assertThat(shown.nodes()).extracting(ShownTree.Node::name).doesNotHaveDuplicates();
    assertPlace(shown, "gateway", gateway);
    assertPlace(shown, "cluster", gateway, cluster);
    assertPlace(shown, "leaf", gateway, leaf);
    assertPlace(shown, "cluster", gateway, cluster, lowerCluster);
    assertPlace(shown, "leaf", gateway, cluster, lowerCluster, deepest);
  }

  private static void assertPlace(ShownTree shown, String role, NodeFolder... path) {
    NodeFolder folder = path[path.length - 1];
    ShownTree.Node node = shown.node(folder);
    assertThat(node.role()).isEqualTo(role);
    assertThat(node.path()).isEqualTo(names(shown, path));
    Answer one = api.get("tree/" + node.id());
    assertThat(one.string("name")).isEqualTo(node.name());
    assertThat(one.string("address")).isEqualTo("http://127.0.0.1:" + folder.port() + "/legim");
  }

  private static List<String> names(ShownTree shown, NodeFolder... nodes) {
    return Arrays.stream(nodes).map(node -> shown.node(node).name()).toList();
  }

  @Test
  void everyFormatComesBackAsItWas() throws Exception {
    List<SentImage> images = new ArrayList<>();
    for (String name : Images.fileNames()) {
      images.add(SentImage.post(api, name, Images.file(name)));
    }
    for (String format : List.of("jpg", "png", "gif", "bmp", "tif")) {
      images.add(SentImage.post(api, "drawing." + format, Images.draw(format, 320, 200)));
    }
    List<String> types = types(images);

    tree.awaitPlaced(images);

    images.forEach(image -> image.assertReadable(api));
    images.forEach(image -> image.assertKnown(api));
    assertThat(types(images)).isEqualTo(types);
  }

  private static List<String> types(List<SentImage> images) {
    return images.stream().map(image -> api.head(image.path()).header("Content-Type")).toList();
  }

  @Test
  void anImageIsNeverOutOfReachOnItsWayDown() throws Exception {
    List<SentImage> images = new ArrayList<>();
    try (ReadLoop readers = new ReadLoop(api)) {
      for (int i = 0; i < 60; i++) {
        SentImage image = SentImage.post(api);
        images.add(image);
        readers.add(image);
      }
      tree.awaitPlaced(images);
      int reads = readers.reads();
      Eventually.holds("reads after it", () -> readers.reads() > reads + 2 * images.size());

      assertThat(readers.failures()).isEmpty();
    }
  }

  @Test
  void infoTellsWhereAnImageIs() throws Exception {
    List<SentImage> images = SentImage.postSome(api, 8);

    tree.awaitPlaced(images);

    ShownTree shown = tree.shown();
    for (SentImage image : images) {
      List<Holder> holders = Holder.of(api, image.id());
      assertThat(holders).hasSize(1);
      Holder holder = holders.get(0);
      ShownTree.Node node =
          shown.nodes().stream()
              .filter(each -> each.id().equals(holder.id()))
              .findAny()
              .orElseThrow();
      assertThat(holder.node()).isEqualTo(node.name());
      assertThat(holder.path()).isEqualTo(node.path()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aRemoteImageAnswersLikeALocalOne() throws Exception {
    assertAnswersLikeALocalOne(imageAt(leaf));
  }

  @Test
  void anImageAtDepthFourAnswersLikeALocalOne() throws Exception {
    SentImage image = imageAt(deepest);

    assertThat(Holder.of(api, image.id()).get(0).path())
        .isEqualTo(names(tree.shown(), gateway, cluster, lowerCluster, deepest));
    assertAnswersLikeALocalOne(image);
  }

  private static void assertAnswersLikeALocalOne(SentImage image) {
    String tag = '"' + image.sha256() + '"';
    int length = image.bytes().length;
    image.assertReadable(api);

    Answer head = api.head(image.path());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("" + length);
    assertThat(head.header("ETag")).isEqualTo(tag);

    assertRange(image, api.get(image.path(), "Range", "bytes=100-2099"), 100, 2100);
    assertRange(image, api.get(image.path(), "Range", "bytes=-500"), length - 500, length);
    assertRange(
        image, api.get(image.path(), "Range", "bytes=70000-", "If-Range", tag), 70_000, length);
    assertThat(api.get(image.path(), "Range", "bytes=0-9", "If-Range", "\"other\"").status())
        .isEqualTo(200);
    assertProblem(
        api.get(image.path(), "Range", "bytes=" + length + "-"), 416, "range-not-satisfiable");

    Answer unchanged = api.get(image.path(), "If-None-Match", tag);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    assertThat(api.get(image.path(), "If-Match", "\"other\"").status()).isEqualTo(412);
    String modified = head.header("Last-Modified");
    assertThat(api.get(image.path(), "If-Modified-Since", modified).status()).isEqualTo(304);
  }

  private static void assertRange(SentImage image, Answer answer, int from, int to) {
    int length = image.bytes().length;
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(image.bytes(), from, to));
    assertThat(answer.header("Content-Range"))
        .isEqualTo("bytes " + from + "-" + (to - 1) + "/" + length);
  }

  /** Sends images until a node gets one. */
  private static SentImage imageAt(NodeFolder node) throws Exception {
    AtomicReference<SentImage> found = new AtomicReference<>();
    Eventually.holds(
        node.name() + " gets an image",
        () -> {
          List<SentImage> some = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            some.add(SentImage.post(api, "noise.png", Images.draw("png", 200, 200)));
          }
          tree.awaitPlaced(some);
          some.stream().filter(image -> tree.holds(node, image)).findAny().ifPresent(found::set);
          return found.get() != null;
        });
    return found.get();
  }

  @Test
  void aLargeImageComesBackAsItWas() throws Exception {
    BodyPublisher body = BodyPublishers.ofInputStream(() -> LargeImage.ofRows(LARGE_ROWS, 1));
    Answer stored = api.send("POST", "images", body);
    assertThat(stored.status()).as("%s", stored).isEqualTo(201);
    String path = "images/" + stored.string("id");
    String sha256 = stored.string("sha256");
    assertThat(sha256).isEqualTo(Hashes.sha256(LargeImage.ofRows(LARGE_ROWS, 1)));

    Eventually.holds("it is placed", () -> !gateway.blobNames().contains(sha256));

    assertThat(Hashes.sha256(api.get(path).body())).isEqualTo(sha256);
    assertThat(api.get(path, "Range", "bytes=5000000-5000099").body()).hasSize(100);
    assertThat(api.delete(path).status()).isEqualTo(204);
    awaitGoneFromEveryDisk(Set.of(sha256));
  }

  @Test
  void whatIsDeletedOrReplacedLeavesTheDisksOfItsHolders() throws Exception {
    List<SentImage> images = SentImage.postSome(api, 12);
    tree.awaitPlaced(images);
    Set<String> old = images.stream().map(SentImage::sha256).collect(Collectors.toSet());
    List<SentImage> deleted = images.subList(0, 6);
    List<SentImage> fresh = new ArrayList<>();

    for (SentImage image : deleted) {
      assertThat(api.delete(image.path()).status()).isEqualTo(204);
    }
    for (SentImage image : images.subList(6, 12)) {
      fresh.add(SentImage.put(api, image.id(), Images.draw("png", 100, 100)));
    }

    deleted.forEach(image -> assertProblem(api.get(image.path()), 404, "no-such-image"));
    fresh.forEach(image -> image.assertReadable(api));
    awaitGoneFromEveryDisk(old);
    tree.awaitPlaced(fresh);
    fresh.forEach(image -> image.assertReadable(api));
    deleted.forEach(image -> assertProblem(api.get(image.path()), 404, "no-such-image"));
  }

  private static void awaitGoneFromEveryDisk(Set<String> hashes) throws Exception {
    Eventually.passes(
        () -> {
          for (NodeFolder node : List.of(gateway, cluster, leaf, lowerCluster, deepest)) {
            assertThat(node.blobNames())
                .as("blobs of %s", node.name())
                .doesNotContainAnyElementsOf(hashes);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "GET, images",
    "GET, images/any",
    "GET, images/any/info",
    "GET, tree",
    "GET, tree/any",
    "POST, images",
    "PUT, images/any",
    "DELETE, images/any",
    "POST, tree/any/approve",
  })
  void everyPublicCallBelowTheGatewayIsSentToIt(String method, String path) {
    for (NodeFolder node : List.of(cluster, leaf, deepest)) {
      Answer answer = new Api(node.port()).send(method, path, body(method));

      assertThat(answer.status()).as("%s", answer).isEqualTo(403);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.text()).contains("http://127.0.0.1:" + gateway.port() + "/legim");
    }
  }

  private static BodyPublisher body(String method) {
    return Set.of("POST", "PUT").contains(method)
        ? BodyPublishers.ofByteArray(Images.png())
        : BodyPublishers.noBody();
  }

  @Test
  void aHolderGivesItsImageToNobodyButTheTree() throws Exception {
    SentImage image = imageAt(leaf);
    Api direct = new Api(leaf.port());

    assertThat(direct.get(image.path()).status()).isEqualTo(403);
    assertThat(direct.head(image.path()).status()).isEqualTo(403);
  }

  @Test
  void nodesThatWereKilledAreBackWithWhatTheyAndTheNodesBelowThemHold() throws Exception {
    List<SentImage> images = List.of(imageAt(leaf), imageAt(lowerCluster), imageAt(deepest));

    tree.kill(leaf, lowerCluster);
    images.forEach(image -> assertProblem(api.get(image.path()), 503, "out-of-reach"));
    for (NodeFolder node : List.of(leaf, lowerCluster, deepest)) {
      tree.awaitState(node, "lost");
    }
    images.forEach(image -> assertProblem(api.get(image.path()), 503, "out-of-reach"));
    images.forEach(image -> image.assertKnown(api));

    tree.restart(leaf, lowerCluster);
    tree.awaitOnline(deepest);
    for (SentImage image : images) {
      image.assertReadableSoon(api);
    }
    assertThat(tree.shown().nodes()).hasSize(5);
    assertThat(Stream.of(leaf, deepest).map(node -> tree.shown().node(node).role()))
        .containsOnly("leaf");
  }
}
