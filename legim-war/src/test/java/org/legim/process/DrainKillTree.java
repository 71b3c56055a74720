package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/**
 * A gateway, a cluster and its two leaves, of which the first has most room, so that it gets nearly
 * all images. In each drain one of them dies, and comes back.
 */
final class DrainKillTree implements AutoCloseable {

  /** So that a drain is many batches: all images at once are more than a second's worth. */
  private static final String PACE = "drain:\n  rate: 600 KB\n  timeout: 2 m";

  private static final String NONE = "  capacity: 1 KB";
  private static final String LITTLE = "  capacity: 64 MB";
  private static final String MUCH = "  capacity: 4 GB";

  private final NodeFolder gateway;
  private final NodeFolder cluster;
  private final NodeFolder leaf;
  private final NodeFolder other;
  private final ProcessTree tree;
  private final Map<NodeFolder, Integer> exitCodes = new LinkedHashMap<>();
  private List<SentImage> images = List.of();
  private boolean armed;

  /** Starts nothing yet. */
  DrainKillTree(Path folder) {
    gateway = NodeFolder.create(folder, "gateway", LITTLE, PACE, "replicas: 1");
    cluster = NodeFolder.create(folder, "cluster", LITTLE, PACE, gateway.asParent());
    leaf = NodeFolder.create(folder, "leaf", MUCH, PACE, cluster.asParent());
    other = NodeFolder.create(folder, "other", NONE, PACE, cluster.asParent());
    tree = ProcessTree.of(gateway);
  }

  /** The public API of the gateway. */
  Api api() {
    return tree.api();
  }

  /** Starts the nodes that do not run. */
  void start(DrainKill kill) throws Exception {
    exitCodes.clear();
    armed = false;
    NodeFolder dying = dying(kill);
    List<NodeFolder> missing = new ArrayList<>(all());
    missing.removeIf(tree::isRunning);
    if (missing.contains(dying) && kill.role() == DrainKill.Role.SENDER) {
      missing.remove(dying);
      armed = true;
      tree.launchDying(dying, kill.point(), kill.time());
    }
    tree.launch(missing.toArray(NodeFolder[]::new));
    tree.process(dying).awaitReady();
    tree.awaitOnline(cluster, leaf, other);
  }

  /** Deletes all images and sends others, until so many are at the leaf and none elsewhere. */
  List<SentImage> replaceImages(int count) throws Exception {
    delete(images);
    images = new ArrayList<>();
    Eventually.holds(
        "the leaf has " + count + " images",
        () -> {
          List<SentImage> sent = SentImage.postSome(api(), count - images.size());
          tree.awaitPlaced(sent);
          Set<String> atLeaf = leaf.blobNames();
          images.addAll(sent);
          List<SentImage> elsewhere =
              sent.stream().filter(image -> !atLeaf.contains(image.sha256())).toList();
          delete(elsewhere);
          images.removeAll(elsewhere);
          return elsewhere.isEmpty();
        });
    return List.copyOf(images);
  }

  private void delete(List<SentImage> deleted) {
    for (SentImage image : deleted) {
      assertThat(api().delete(image.path()).status()).isEqualTo(204);
    }
  }

  /**
   * Sees to it that the process dies that is to, and that the node above takes what there is. What
   * receives would do so before a drain begins, so it is started again for that.
   */
  void arm(DrainKill kill) throws Exception {
    NodeFolder dying = dying(kill);
    if (!armed) {
      tree.kill(dying);
      tree.launchDying(dying, kill.point(), kill.time());
      tree.process(dying).awaitReady();
      tree.awaitOnline(cluster, leaf, other);
    }
    NodeFolder receiver = kill.whole() ? gateway : cluster;
    String plan = "tree/" + leavers(kill).get(0).name() + "/stop-plan";
    Eventually.passes(
        () ->
            assertThat(api().get(plan).json().getJsonArray("receivers"))
                .extracting(each -> each.asJsonObject().getString("name"))
                .containsExactly(receiver.name()));
  }

  /** Stops those that are to leave, by SIGTERM, and does not wait. */
  void terminate(DrainKill kill) {
    tree.terminate(leavers(kill).get(0));
  }

  /** Asks the gateway to retire them. */
  Answer retire(DrainKill kill) {
    return api().post("tree/" + leavers(kill).get(0).name() + "/retire", new byte[0]);
  }

  /** Waits until the process has died, and returns its exit code. */
  int awaitDeath(DrainKill kill) throws Exception {
    LegimProcess dying = tree.process(dying(kill));
    List<LegimProcess> leaving =
        leavers(kill).stream().map(tree::process).filter(each -> each != dying).toList();
    Eventually.holds(
        "it comes there",
        () ->
            !dying.isAlive()
                || !leaving.isEmpty() && leaving.stream().noneMatch(LegimProcess::isAlive));
    assertThat(dying.isAlive()).as("lives though all have left").isFalse();
    return tree.awaitExit(dying(kill));
  }

  /** Starts the node again whose process has died. */
  void revive(DrainKill kill) {
    tree.launch(dying(kill));
  }

  /** Ends a drain that has ended with the process that died, or has made that a new member. */
  void stopAgain(DrainKill kill) throws Exception {
    List<NodeFolder> leavers = leavers(kill);
    if (!kill.retired() && !leavers.get(0).equals(dying(kill))) {
      awaitExit(leavers.get(0));
    }
    for (NodeFolder leaver : leavers) {
      if (exitCodes.getOrDefault(leaver, 0) != 0) {
        tree.launch(leaver);
      }
    }
    for (NodeFolder leaver : leavers) {
      if (tree.isRunning(leaver) && tree.process(leaver).isAlive()) {
        tree.awaitOnline(leaver);
      }
    }
    leavers.stream().filter(tree::isRunning).forEach(tree::terminate);
  }

  /** Waits until those that leave have ended, and returns their exit codes. */
  Map<NodeFolder, Integer> awaitExits(DrainKill kill) {
    leavers(kill).stream().filter(tree::isRunning).forEach(this::awaitExit);
    return exitCodes;
  }

  private void awaitExit(NodeFolder node) {
    exitCodes.put(node, tree.awaitExit(node));
  }

  /** What all nodes have on their disks, sorted; what two of them have is in it twice. */
  List<String> blobsOfAll() throws IOException {
    return blobs(all());
  }

  /** The same of those that have left. */
  List<String> blobsOfLeavers(DrainKill kill) throws IOException {
    return blobs(leavers(kill));
  }

  private static List<String> blobs(List<NodeFolder> nodes) throws IOException {
    List<String> blobs = new ArrayList<>();
    for (NodeFolder node : nodes) {
      blobs.addAll(node.blobNames());
    }
    blobs.sort(null);
    return blobs;
  }

  private NodeFolder dying(DrainKill kill) {
    return switch (kill.role()) {
      case GATEWAY -> gateway;
      case RECEIVER -> kill.whole() ? gateway : cluster;
      case SENDER -> kill.whole() && !kill.isOfHolder() ? cluster : leaf;
    };
  }

  private List<NodeFolder> all() {
    return List.of(gateway, cluster, leaf, other);
  }

  /** From the top down. */
  private List<NodeFolder> leavers(DrainKill kill) {
    return kill.whole() ? List.of(cluster, leaf, other) : List.of(leaf);
  }

  @Override
  public void close() {
    tree.close();
  }
}
