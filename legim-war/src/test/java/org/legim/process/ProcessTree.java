package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.legim.config.KillPoint;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/** The nodes of a test, each with its process while it runs; closing kills those that run. */
final class ProcessTree implements AutoCloseable {

  private final NodeFolder gateway;
  private final Map<NodeFolder, LegimProcess> running = new LinkedHashMap<>();

  private ProcessTree(NodeFolder gateway) {
    this.gateway = gateway;
  }

  /** A tree of which nothing runs yet. */
  static ProcessTree of(NodeFolder gateway) {
    return new ProcessTree(gateway);
  }

  /** Starts a tree and waits until all its nodes have joined. */
  static ProcessTree start(NodeFolder gateway, NodeFolder... others) throws Exception {
    ProcessTree tree = new ProcessTree(gateway);
    try {
      tree.launch(Stream.concat(Stream.of(gateway), Stream.of(others)).toList());
      tree.awaitOnline(others);
      return tree;
    } catch (Exception | AssertionError e) {
      tree.close();
      throw e;
    }
  }

  /** Starts nodes, and does not wait until they have joined. */
  void launch(NodeFolder... nodes) {
    launch(List.of(nodes));
  }

  private void launch(List<NodeFolder> nodes) {
    nodes.forEach(node -> running.put(node, node.launch()));
    nodes.forEach(node -> running.get(node).awaitReady());
  }

  /** Starts a node whose process dies at a point, the nth time it is there; waits for nothing. */
  void launchDying(NodeFolder node, KillPoint point, int time) {
    running.put(node, node.killedAt(point, time).launch());
  }

  /** Whether a node was started, and neither killed nor waited for since. */
  boolean isRunning(NodeFolder node) {
    return running.containsKey(node);
  }

  /** Starts nodes again that were killed, and waits until they have joined. */
  void restart(NodeFolder... nodes) throws Exception {
    launch(nodes);
    awaitOnline(nodes);
  }

  /** Kills nodes, by SIGKILL. */
  void kill(NodeFolder... nodes) {
    for (NodeFolder node : nodes) {
      running.remove(node).close();
    }
  }

  /** Stops a node in order, by SIGTERM, and returns its exit code. */
  int stop(NodeFolder node) {
    try (LegimProcess process = running.remove(node)) {
      return process.stop();
    }
  }

  /** Asks a node to stop, by SIGTERM, and does not wait for it. */
  void terminate(NodeFolder node) {
    running.get(node).terminate();
  }

  /** Waits until a node has ended by itself, and returns its exit code. */
  int awaitExit(NodeFolder node) {
    try (LegimProcess process = running.remove(node)) {
      return process.awaitExit();
    }
  }

  /** The process of a node that runs. */
  LegimProcess process(NodeFolder node) {
    return running.get(node);
  }

  /** The public API of the gateway. */
  Api api() {
    return new Api(gateway.port());
  }

  /** The tree as the gateway shows it. */
  ShownTree shown() {
    return ShownTree.of(api());
  }

  /** Waits until nodes are online, with every node above them. */
  void awaitOnline(NodeFolder... nodes) throws Exception {
    for (NodeFolder node : nodes) {
      awaitState(node, "online");
    }
  }

  /** Waits until the gateway shows a node in a state. */
  void awaitState(NodeFolder node, String state) throws Exception {
    Eventually.passes(
        () ->
            assertThat(shown().state(node))
                .as("state of %s, which said:%n%s", node.name(), said(node))
                .contains(state));
  }

  private String said(NodeFolder node) {
    return running.containsKey(node) ? running.get(node).err() : "";
  }

  /** Waits until images are on other disks than the gateway's, and no longer on that. */
  void awaitPlaced(Collection<SentImage> images) throws Exception {
    Set<String> hashes = images.stream().map(SentImage::sha256).collect(Collectors.toSet());
    Eventually.passes(
        () -> assertThat(gateway.blobNames()).as("blobs left").doesNotContainAnyElementsOf(hashes));
    for (SentImage image : images) {
      assertThat(Holder.of(api(), image.id()))
          .as("holders of %s", image)
          .isNotEmpty()
          .noneMatch(holder -> holder.id().equals(gateway.id()));
    }
  }

  /** Whether a node holds an image, as the gateway says. */
  boolean holds(NodeFolder node, SentImage image) {
    String id = node.id();
    return Holder.of(api(), image.id()).stream().anyMatch(holder -> holder.id().equals(id));
  }

  @Override
  public void close() {
    running.values().forEach(LegimProcess::close);
    running.clear();
  }
}
