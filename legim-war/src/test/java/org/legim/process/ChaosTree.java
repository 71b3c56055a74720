package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/**
 * The nodes to which much happens. It knows which of them are in reach for sure, and sees to it
 * that all are in the end.
 */
final class ChaosTree implements AutoCloseable {

  /** For the stops that are under way, each of which may stand still for some time. */
  private static final Duration MOST_TO_SETTLE = Duration.ofMinutes(6);

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** The states of nodes whose images are in reach. */
  private static final Set<String> SERVES = Set.of("online", "draining");

  private static final int KILLED = 137;
  private static final int KEPT = 3;

  private record Suspicion(Set<String> nodes, String what) {}

  private final List<ChaosNode> nodes = new ArrayList<>();
  private final ChaosNode gateway;
  private final ConcurrentLinkedQueue<Suspicion> suspicions = new ConcurrentLinkedQueue<>();

  /** Nodes that have ended with images since the tree was last settled, and all below them. */
  private final Set<String> haveKept = ConcurrentHashMap.newKeySet();

  private final List<String> ends = new ArrayList<>();
  private final int replicas;
  private boolean hasLostDisk;

  ChaosTree(Path folder, int replicas) throws IOException {
    this.replicas = replicas;
    gateway =
        ChaosNode.gateway(
            folder, "replicas: " + replicas, "drain:\n  timeout: 30 s", "repair:\n  after: 2 s");
    ChaosNode usa = gateway.below(folder, "usa");
    nodes.add(gateway);
    nodes.add(usa);
    nodes.add(usa.below(folder, "san-francisco"));
    nodes.add(usa.below(folder, "chicago"));
    nodes.add(gateway.below(folder, "hanoi"));
  }

  Api api() {
    return new Api(gateway.folder().port());
  }

  ChaosNode gateway() {
    return gateway;
  }

  /** All nodes, the gateway first. */
  List<ChaosNode> nodes() {
    return nodes;
  }

  /** The names of the nodes that are in reach for sure. */
  Set<String> steady() {
    return nodes.stream()
        .filter(ChaosNode::isSteady)
        .map(ChaosNode::name)
        .collect(Collectors.toSet());
  }

  /** An image was out of reach though these nodes hold it; one of them should have been there. */
  void suspect(Set<String> holders, String what) {
    if (!holders.isEmpty()) {
      suspicions.add(new Suspicion(holders, what + " though " + holders + " have it"));
    }
  }

  /** How processes have ended since the last call. */
  List<String> ends() {
    List<String> told = List.copyOf(ends);
    ends.clear();
    return told;
  }

  /**
   * Kills a node, and destroys its disk where nothing may be lost by that: once until the tree is
   * settled, and only if each image that is there is on another disk too.
   *
   * @return what was done
   */
  String destroy(ChaosNode node) throws IOException {
    node.kill();
    if (node.isGateway() || replicas < 2 || hasLostDisk || !isElsewhere(node)) {
      return "kill " + node;
    }
    hasLostDisk = true;
    node.loseDisk();
    return "destroy " + node;
  }

  private boolean isElsewhere(ChaosNode node) throws IOException {
    Set<String> blobs = new TreeSet<>(node.folder().blobNames());
    for (ChaosNode other : nodes) {
      if (other != node) {
        blobs.removeAll(other.folder().blobNames());
      }
    }
    return blobs.isEmpty();
  }

  /** Takes note of processes that have ended, and of nodes that are in reach again. */
  void look() {
    for (ChaosNode node : nodes) {
      if (node.isStarted() && !node.isAlive()) {
        noteEnd(node);
      }
    }
    ensureGateway();
    nodes.forEach(this::forgetFormer);
    Map<String, String> states = states();
    for (ChaosNode node : nodes) {
      boolean shown = SERVES.contains(states.getOrDefault(node.name(), "gone"));
      if (node.isAlive() && node.process().isReady() && shown) {
        node.calmDown();
      }
    }
  }

  /** Until then its successor is not let in, as it has the same name. */
  private void forgetFormer(ChaosNode node) {
    node.former()
        .ifPresent(
            id -> {
              try {
                Answer answer = api().post("tree/" + id + "/forget", new byte[0]);
                if (answer.status() == 204 || answer.status() == 404) {
                  node.formerIsForgotten();
                }
              } catch (UncheckedIOException e) {
                // The gateway has died just now.
              }
            });
  }

  private void noteEnd(ChaosNode node) {
    boolean armed = node.isArmed();
    String said = String.join("\n", node.said());
    int code = node.ended();
    ends.add(node + " ended with " + code);
    if (code == KEPT) {
      nodes.stream()
          .filter(each -> each.isAtOrBelow(node))
          .forEach(each -> haveKept.add(each.name()));
    }
    assertThat(code == 0 || code == KEPT || armed && code == KILLED)
        .as("%s ended with %d:%n%s", node, code, said)
        .isTrue();
  }

  /** Starts the gateway if it does not run. */
  void ensureGateway() {
    if (!gateway.isAlive() || gateway.isSignalled()) {
      if (gateway.isStarted()) {
        noteEnd(gateway);
      }
      nodes.forEach(ChaosNode::disturb);
      gateway.launch();
      gateway.process().awaitReady();
    }
  }

  /** The states of the nodes by their names, as the gateway shows them; none if it does not. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    try {
      ShownTree.of(api()).nodes().forEach(node -> states.put(node.name(), node.state()));
    } catch (UncheckedIOException e) {
      // It has died just now.
    }
    return states;
  }

  /** The ids of the drains that are under way. */
  List<String> drains() {
    Answer answer = api().get("drains");
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json().getJsonArray("drains").getValuesAs(JsonObject.class).stream()
        .filter(drain -> drain.getString("state").equals("draining"))
        .map(drain -> drain.getString("id"))
        .toList();
  }

  /** Repairs all lines, starts all nodes, and waits until nothing is under way any more. */
  void settle() {
    nodes.forEach(node -> node.set(CutProxy.Line.GOOD, 2));
    for (ChaosNode node : nodes) {
      if (node.isArmed()) {
        node.kill();
      }
    }
    long deadline = System.nanoTime() + MOST_TO_SETTLE.toNanos();
    while (!isSettled()) {
      assertThat(System.nanoTime()).as(this::unsettled).isLessThan(deadline);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    hasLostDisk = false;
  }

  private boolean isSettled() {
    look();
    nodes.stream().filter(node -> !node.isStarted()).forEach(ChaosNode::launch);
    Map<String, String> states = states();
    return nodes.stream().noneMatch(ChaosNode::isSignalled)
        && nodes.stream().allMatch(node -> "online".equals(states.get(node.name())))
        && nodes.stream().allMatch(ChaosNode::isSteady)
        && nodes.stream().allMatch(node -> node.former().isEmpty())
        && drains().isEmpty();
  }

  private String unsettled() {
    StringBuilder text = new StringBuilder("not settled: ").append(states());
    text.append('\n').append(api().get("drains").text());
    nodes.forEach(
        node ->
            text.append("\n--- %s%s%n".formatted(node, node.isSignalled() ? ", told to stop" : ""))
                .append(String.join("\n", node.said())));
    return text.toString();
  }

  /** Asserts that nothing was out of reach without a reason; from then on that is forgotten. */
  void assertNothingWasMissed() {
    // One that ends with its images answers nothing any more from a moment on that nobody knows.
    suspicions.removeIf(suspicion -> haveKept.containsAll(suspicion.nodes()));
    assertThat(suspicions).isEmpty();
    haveKept.clear();
  }

  /** Waits until the disks hold what the gateway says that they hold, and nothing else. */
  void awaitBooksAsDisks(Map<String, String> hashes) throws Exception {
    Eventually.passes(
        () -> {
          Map<String, Set<String>> books = new TreeMap<>();
          nodes.forEach(node -> books.put(node.name(), new TreeSet<>()));
          hashes.forEach(
              (id, hash) ->
                  Holder.of(api(), id).forEach(holder -> books.get(holder.node()).add(hash)));
          for (ChaosNode node : nodes) {
            assertThat(node.folder().blobNames())
                .as("blobs of %s", node)
                .isEqualTo(books.get(node.name()));
          }
        });
  }

  /** Waits until each image is on as many nodes as it should be, and on no more. */
  void awaitCopies(Map<String, String> hashes) throws Exception {
    Eventually.passes(
        () -> {
          for (String id : hashes.keySet()) {
            assertThat(Holder.of(api(), id)).as("holders of %s", id).hasSize(replicas);
          }
        });
  }

  @Override
  public void close() {
    nodes.forEach(ChaosNode::close);
  }
}
