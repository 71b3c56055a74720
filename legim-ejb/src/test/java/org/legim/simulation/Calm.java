package org.legim.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.legim.blob.Sha256;
import org.legim.catalogue.DrainRecord.Leaver;
import org.legim.catalogue.ImageRecord;
import org.legim.drain.DrainStatus;
import org.legim.drain.Outcome;
import org.legim.tree.NodeState;
import org.legim.tree.TreeNode;

/** What has to be true once all trouble has ended and some time has passed. */
final class Calm {

  private static final long LOOK_NANOS = 2 * World.SECOND;
  private static final long LONGEST_SECONDS = 400;
  private static final long PATIENCE_SECONDS = 200;

  private final World world;
  private final Chaos chaos;
  private final Departures departures;

  Calm(World world, Chaos chaos) {
    this.world = world;
    this.chaos = chaos;
    this.departures = new Departures(world);
  }

  /** Waits until all is well. */
  void await() {
    world.trace(() -> "=== all trouble ends");
    List<String> problems = List.of("nothing has been looked at");
    long waited = 0;
    while (!problems.isEmpty()) {
      if (waited > LONGEST_SECONDS * World.SECOND) {
        throw new AssertionError(
            "after " + LONGEST_SECONDS + " s of calm:\n" + String.join("\n", problems));
      }
      world.run(LOOK_NANOS);
      chaos.startSome();
      if (waited == PATIENCE_SECONDS * World.SECOND) {
        giveUp();
      }
      waited += LOOK_NANOS;
      problems = problems();
    }
    world.count("calm");
    world.model().settle(world.model().listed());
  }

  /** An operator sees that a node cannot hand over what its disk has lost, and has it stay. */
  private void giveUp() {
    SimulatedNode gateway = world.gateway().process();
    if (gateway == null) {
      return;
    }
    for (DrainStatus each : gateway.stop.drains().all()) {
      if (Departures.isUnderWay(each) && each.drain().leavers().stream().anyMatch(this::hasLost)) {
        world.count("drain given up, as blobs were lost before");
        departures.cancel(each);
      }
    }
  }

  private boolean hasLost(Leaver leaver) {
    String sql = "select sha256 from holder where node = '" + leaver.node() + "'";
    List<List<String>> held = world.gateway().disk.rows(sql);
    return !held.isEmpty()
        && held.stream().allMatch(row -> world.model().isWrongHolder(leaver.node(), hex(row)));
  }

  /** A node leaves, with all below it, and nothing stands in the way. */
  void leaveOne() {
    List<Machine> members = world.machines().subList(1, world.machines().size());
    Machine machine = members.get(world.random().nextInt(members.size()));
    List<String> below = world.gateway().process().tree.below(machine.id());
    List<Machine> leavers =
        world.machines().stream()
            .filter(each -> each == machine || below.contains(each.id()))
            .toList();
    // What a disk has lost nobody can hand over: such a node keeps its place, and those above too.
    if (machine.process().stop.keeps() || leavers.stream().anyMatch(Calm::hasLostBlobs)) {
      return;
    }
    boolean inboundDead = world.chance(0.3);
    world.trace(() -> "=== " + leavers + " leave");
    world.count("calm drain");
    departures.stop(machine, inboundDead);
    end(leavers, Outcome.GONE);
  }

  private static boolean hasLostBlobs(Machine machine) {
    return machine
        .disk
        .rows("select sha256 from holder where node = '" + machine.id() + "'")
        .stream()
        .anyMatch(row -> !machine.disk.blobs.containsKey(new Sha256(row.get(0))));
  }

  /** The whole tree stops, and the gateway has all images. */
  void stopTree() {
    SimulatedNode gateway = world.gateway().process();
    if (gateway.stop.keeps()) {
      return;
    }
    world.trace(() -> "=== the tree stops");
    world.count("calm stop of the tree");
    departures.stop(world.gateway(), false);
    end(world.machines(), Outcome.STAYED);
    List<String> missing =
        world.model().listed().values().stream()
            .filter(hash -> !world.model().isDestroyed(hash))
            .filter(
                hash ->
                    world.machines().stream()
                        .noneMatch(each -> world.model().isWrongHolder(each.id(), hash)))
            .filter(hash -> !world.gateway().disk.blobs.containsKey(new Sha256(hash)))
            .toList();
    if (!missing.isEmpty()) {
      throw new AssertionError("the tree has stopped, and the gateway does not hold " + missing);
    }
  }

  private void end(List<Machine> machines, Outcome how) {
    long waited = 0;
    while (machines.stream().anyMatch(each -> each.process() != null)) {
      if (waited > LONGEST_SECONDS * World.SECOND) {
        throw new AssertionError("after " + LONGEST_SECONDS + " s, not all stopped: " + machines);
      }
      world.run(LOOK_NANOS);
      waited += LOOK_NANOS;
    }
    for (Machine each : machines) {
      if (each.ended() != how) {
        throw new AssertionError(each + " has ended as " + each.ended() + ", not as " + how);
      }
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Machine each : world.machines()) {
      if (each.process() == null) {
        problems.add(each + " is down");
      } else if (!each.process().tree.isConnected()) {
        problems.add(each + " is not connected");
      }
    }
    SimulatedNode gateway = world.gateway().process();
    if (!problems.isEmpty()) {
      return problems;
    }
    if (gateway.tree.isRecovering()) {
      problems.add("recovering");
    }
    if (gateway.tree.topology().staying().size() != world.machines().size()) {
      problems.add("staying: " + gateway.tree.topology().staying());
    }
    gateway.stop.drains().all().stream()
        .filter(Departures::isUnderWay)
        .forEach(each -> problems.add("under way: " + each));
    for (Machine each : world.machines()) {
      if (!each.process().stop.isStaying()) {
        problems.add(each + " leaves");
      }
    }
    shape(gateway.tree.topology().root(), problems);
    Set<String> awaited = gateway.catalogue.ledger().awaited();
    if (!awaited.isEmpty()) {
      problems.add("orders for " + awaited);
    }
    problems.addAll(world.model().differences());
    problems.addAll(world.model().newcomers().pending());
    world.machines().forEach(each -> disk(each, problems));
    copies(problems);
    if (problems.isEmpty()) {
      read(gateway, problems);
    }
    return problems;
  }

  private void shape(TreeNode root, List<String> problems) {
    Set<String> ids = new HashSet<>();
    collect(root, ids, problems);
    for (Machine each : world.machines()) {
      if (!ids.contains(each.id())) {
        problems.add(each + " is not in the tree");
      }
    }
    if (ids.size() != world.machines().size()) {
      problems.add("the tree has " + ids.size() + " nodes");
    }
  }

  private void collect(TreeNode node, Set<String> ids, List<String> problems) {
    ids.add(node.id());
    if (node.state() != NodeState.ONLINE) {
      problems.add(node.name() + " is " + node.state());
    }
    node.children().forEach(child -> collect(child, ids, problems));
  }

  private static String hex(List<String> row) {
    return row.get(0);
  }

  private void disk(Machine machine, List<String> problems) {
    Set<String> there =
        machine.disk.blobs.keySet().stream().map(blob -> blob.hex()).collect(Collectors.toSet());
    String sql = "select sha256 from holder where node = '" + machine.id() + "'";
    Set<String> said =
        world.gateway().disk.rows(sql).stream()
            .map(Calm::hex)
            .filter(hash -> !world.model().isWrongHolder(machine.id(), hash))
            .collect(Collectors.toSet());
    if (!said.equals(there)) {
      problems.add(machine + " has the blobs " + there + " but should have " + said);
    }
    String digest = "select digest, images, blobs, bytes from tally where node = '";
    var ours = world.gateway().disk.rows(digest + machine.id() + "'");
    var theirs = machine.disk.rows(digest + machine.id() + "'");
    var zero = List.of(List.of("0", "0", "0", "0"));
    if (!(ours.isEmpty() ? zero : ours).equals(theirs.isEmpty() ? zero : theirs)) {
      problems.add("tally of " + machine + ": " + ours + " but itself " + theirs);
    }
  }

  private void copies(List<String> problems) {
    Map<String, Set<String>> holders =
        world.gateway().disk.rows("select sha256, node from holder").stream()
            .collect(
                Collectors.groupingBy(
                    Calm::hex, Collectors.mapping(row -> row.get(1), Collectors.toSet())));
    int members = world.machines().size() - 1;
    for (Map.Entry<String, String> image : world.model().listed().entrySet()) {
      String hash = image.getValue();
      if (world.model().isDestroyed(hash)) {
        continue;
      }
      Set<String> nodes = holders.getOrDefault(hash, Set.of());
      boolean damaged = nodes.stream().anyMatch(node -> world.model().isWrongHolder(node, hash));
      boolean atGateway = nodes.contains(world.gateway().id());
      int enough = Math.min(world.replicas(), members);
      if (!damaged && nodes.size() - (atGateway ? 1 : 0) < enough
          || atGateway && members >= world.replicas()) {
        problems.add("image " + image + " is held by " + nodes);
      }
    }
    for (String hash : holders.keySet()) {
      if (!world.model().listed().containsValue(hash)) {
        problems.add("nobody needs " + hash + " at " + holders.get(hash));
      }
    }
  }

  private void read(SimulatedNode gateway, List<String> problems) {
    for (Map.Entry<String, String> image : world.model().listed().entrySet()) {
      ImageRecord record = gateway.catalogue.find(image.getKey()).orElseThrow();
      if (!record.sha256().hex().equals(image.getValue())) {
        problems.add("image " + image + " is found as " + record);
      }
      try {
        if (Clients.bytes(gateway, record).isEmpty()) {
          problems.add("image " + image + " is said to be deleted");
        }
      } catch (IOException e) {
        boolean damaged =
            world.machines().stream()
                .anyMatch(each -> world.model().isWrongHolder(each.id(), image.getValue()));
        if (!damaged && !world.model().isDestroyed(image.getValue())) {
          problems.add("image " + image + " cannot be read: " + e);
        }
      }
    }
  }
}
