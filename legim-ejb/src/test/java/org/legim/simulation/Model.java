package org.legim.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.legim.blob.Sha256;
import org.legim.link.Report;

/**
 * What must exist. It hears of each write at the moment of its commit, so nothing is ever in doubt;
 * only a disk that is destroyed may leave more than one thing that is right.
 */
final class Model {

  private final World world;
  private final Map<String, Set<String>> allowed = new TreeMap<>();
  private final Set<String> destroyed = new HashSet<>();
  private final Set<List<String>> wrongHolders = new HashSet<>();
  private final Map<String, byte[]> bytes = new HashMap<>();
  private final Newcomers newcomers = new Newcomers();
  private boolean dirty;
  private boolean weak;

  /** The id has no image. */
  static final String ABSENT = "";

  Model(World world) {
    this.world = world;
  }

  void willUpload(Sha256 hash, byte[] content) {
    bytes.put(hash.hex(), content);
  }

  byte[] bytes(String hash) {
    return bytes.get(hash);
  }

  /** The ids that have been used, in order. */
  List<String> ids() {
    return List.copyOf(allowed.keySet());
  }

  /** What an id stands for, if that is certain. */
  Optional<String> certain(String id) {
    Set<String> states = allowed.getOrDefault(id, Set.of(ABSENT));
    return states.size() == 1 ? Optional.of(states.iterator().next()) : Optional.empty();
  }

  Set<String> allowed(String id) {
    return allowed.getOrDefault(id, Set.of(ABSENT));
  }

  boolean isDestroyed(String hash) {
    return destroyed.contains(hash);
  }

  boolean isWrongHolder(String node, String hash) {
    return wrongHolders.contains(List.of(node, hash));
  }

  boolean isWeak() {
    return weak;
  }

  /** The catalogue or the blobs of a machine have changed. */
  void changed(SimulatedNode node, String what, Object[] args, Object result) {
    dirty = true;
    world.trace(() -> "  " + node + " did " + what + describe(what, args, result));
    if (node.isGateway() && node.machine() == world.gateway()) {
      if (what.equals("Catalogue.put") || what.equals("Catalogue.delete")) {
        committed((String) args[0]);
      } else if (what.equals("Ledger.receive")) {
        machineOf(((Report) args[0]).node()).ifPresent(this::adopt);
      } else if (what.equals("Ledger.release") || what.equals("DrainBook.handOver")) {
        released((Collection<?>) result);
      }
    }
    if (what.equals("Holdings.belongTo")) {
      newcomers.settled(node.machine());
    }
  }

  /** A node has handed over all: its disk does not count any more. */
  void left(Machine machine) {
    dirty = true;
    List<String> held =
        holders().stream()
            .filter(row -> row.get(0).equals(machine.id()))
            .map(row -> row.get(1))
            .toList();
    if (!held.isEmpty()) {
      throw new AssertionError(machine + " has left, and is still said to hold " + held);
    }
  }

  /** A node that is alone has these images. */
  void newcomer(Machine machine) {
    Map<String, String> images = listed(machine);
    newcomers.add(machine, images);
  }

  Newcomers newcomers() {
    return newcomers;
  }

  private void adopt(Machine machine) {
    if (newcomers.isStranger(machine)) {
      Map<String, String> before = new HashMap<>();
      ids().forEach(id -> certain(id).ifPresent(hash -> before.put(id, hash)));
      newcomers
          .adopted(machine, listed(), before)
          .forEach(
              (id, hash) -> {
                world.count("image adopted");
                if (before.containsKey(id) && !before.get(id).equals(ABSENT)) {
                  throw new AssertionError(id + " of " + machine + " has overwritten another");
                }
                allowed.put(id, Set.of(hash));
              });
    }
  }

  private static String describe(String what, Object[] args, Object result) {
    return switch (what) {
      case "Catalogue.put", "Catalogue.delete", "Holdings.keep", "Holdings.keepAll" ->
          " " + args[0];
      case "Holdings.apply" -> " " + args[1] + " -> " + result;
      case "BlobStore.remove" -> " " + args[0] + " -> " + result;
      case "Ledger.receive" -> " " + args[0] + " -> " + result;
      case "Ledger.release", "DrainBook.handOver" -> " " + result;
      default -> "";
    };
  }

  private void committed(String id) {
    Facts.Fact now = Facts.at(world.gateway(), id).orElseThrow();
    Facts.Fact best = best(id).orElseThrow();
    if (best.equals(now)) {
      allowed.put(id, Set.of(now.state()));
    } else if (weak) {
      world.count("write overtaken by an older one");
      allowed.put(id, new HashSet<>(List.of(now.state(), best.state())));
    } else {
      throw new AssertionError(
          "the write of " + id + " got " + now.revision() + ", but there is " + best);
    }
    // Where a damaged disk is believed to have it, the fresh copy may be let go of.
    if (wrongHolders.stream().noneMatch(row -> row.get(1).equals(now.state()))) {
      destroyed.remove(now.state());
    }
  }

  private Optional<Facts.Fact> best(String id) {
    return Facts.best(
        world.machines().stream().filter(each -> !newcomers.isStranger(each)).toList(), id);
  }

  /**
   * A disk has lost something: what is left on all of them is what can be known.
   *
   * @param sure whether nothing is under way that could bring it back
   */
  void lost(boolean sure) {
    dirty = true;
    for (String id : ids()) {
      String left = best(id).map(Facts.Fact::state).orElse(ABSENT);
      Set<String> states = new HashSet<>(sure ? Set.of() : allowed.get(id));
      if (weak) {
        // The gateway renews what users wrote since it forgot, whatever is newer elsewhere.
        Facts.at(world.gateway(), id).map(Facts.Fact::state).ifPresent(states::add);
      }
      if (!allowed.get(id).contains(left)) {
        world.count("image put back by a loss");
      }
      states.add(left);
      allowed.put(id, states);
    }
    List<List<String>> own = ownHolders();
    Set<List<String>> right = right(own);
    Set<String> there = kept(right);
    allowed.values().stream()
        .flatMap(Set::stream)
        .filter(hash -> !hash.equals(ABSENT) && !there.contains(hash))
        .filter(destroyed::add)
        .forEach(hash -> world.count("blob destroyed"));
    Stream.concat(holders().stream(), own.stream())
        .filter(row -> machineOf(row.get(0)).isPresent() && !right.contains(row))
        .forEach(wrongHolders::add);
  }

  /**
   * The gateway has let go of copies. Before the next report or the end of the lease it cannot know
   * that a disk it counts on is destroyed: then the release took the last copy, and is not to
   * blame.
   */
  private void released(Collection<?> blobs) {
    Set<String> doubtful =
        wrongHolders.stream().map(row -> row.get(1)).collect(Collectors.toCollection(HashSet::new));
    doubtful.retainAll(blobs.stream().map(blob -> ((Sha256) blob).hex()).toList());
    if (!doubtful.isEmpty()) {
      doubtful.removeAll(kept(right(ownHolders())));
      doubtful.stream()
          .filter(destroyed::add)
          .forEach(hash -> world.count("blob destroyed before its copies were known to be"));
    }
  }

  /** The blobs of which a copy stays; what the gateway has ordered to be dropped is none. */
  private Set<String> kept(Set<List<String>> right) {
    Set<List<String>> copies = new HashSet<>(right);
    world
        .gateway()
        .disk
        .rows("select node, subject from node_order where kind = 'BLOB'")
        .forEach(copies::remove);
    return copies.stream().map(row -> row.get(1)).collect(Collectors.toSet());
  }

  /** Those that are on the disk, and not about to be removed. */
  private Set<List<String>> right(List<List<String>> ownHolders) {
    return ownHolders.stream()
        .filter(
            row ->
                machineOf(row.get(0))
                    .filter(each -> each.disk.blobs.containsKey(new Sha256(row.get(1))))
                    .isPresent())
        .collect(Collectors.toSet());
  }

  /** The gateway does not know that it has lost something. */
  void weaken() {
    weak = true;
  }

  /** All is known again. */
  void settle(Map<String, String> images) {
    weak = false;
    for (String id : ids()) {
      allowed.put(id, Set.of(images.getOrDefault(id, ABSENT)));
    }
    destroyed.retainAll(images.values());
  }

  private List<List<String>> holders() {
    return world.gateway().disk.rows("select node, sha256 from holder");
  }

  /** What the nodes say of themselves. */
  private List<List<String>> ownHolders() {
    return world.machines().stream()
        .flatMap(
            each ->
                each
                    .disk
                    .rows("select node, sha256 from holder where node = '" + each.id() + "'")
                    .stream())
        .toList();
  }

  private Optional<Machine> machineOf(String node) {
    return world.machines().stream().filter(each -> node.equals(each.id())).findFirst();
  }

  /** The images of the gateway: their hashes by their ids. */
  Map<String, String> listed() {
    return listed(world.gateway());
  }

  private static Map<String, String> listed(Machine machine) {
    Map<String, String> listed = new TreeMap<>();
    machine
        .disk
        .rows("select id, sha256 from image")
        .forEach(row -> listed.put(row.get(0), row.get(1)));
    return listed;
  }

  /** What has to be true at every moment. */
  void check() {
    if (!dirty) {
      return;
    }
    dirty = false;
    world.count("check");
    SimulatedNode gateway = world.gateway().process();
    boolean recovering = gateway != null && gateway.tree.isRecovering();
    if (recovering) {
      weak = false;
    }
    List<String> wrong = new ArrayList<>(newcomers.problems());
    for (Map.Entry<String, Set<String>> each : allowed.entrySet()) {
      certain(each.getKey())
          .filter(hash -> !hash.equals(ABSENT) && !destroyed.contains(hash))
          .filter(hash -> !isOnAnyDisk(hash))
          .ifPresent(hash -> wrong.add("image " + each.getKey() + " is lost: blob " + hash));
    }
    List<List<String>> holders = holders();
    if (!wrongHolders.isEmpty()) {
      List<List<String>> own = ownHolders();
      Set<List<String>> said = new HashSet<>(holders);
      said.addAll(own);
      wrongHolders.retainAll(said);
      wrongHolders.removeAll(right(own));
    }
    for (List<String> row : holders) {
      if (!wrongHolders.contains(row)) {
        machineOf(row.get(0))
            .filter(each -> !each.disk.blobs.containsKey(new Sha256(row.get(1))))
            .ifPresent(each -> wrong.add(each + " is said to hold " + row.get(1)));
      }
    }
    if (gateway != null && !recovering && !weak) {
      wrong.addAll(differences());
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
  }

  private boolean isOnAnyDisk(String hash) {
    Sha256 blob = new Sha256(hash);
    return world.machines().stream()
        .filter(each -> !each.hasLeft())
        .anyMatch(each -> each.disk.blobs.containsKey(blob));
  }

  /** Where the gateway's list is not what must exist. */
  List<String> differences() {
    List<String> wrong = new ArrayList<>();
    Map<String, String> listed = listed();
    Set<String> all = new HashSet<>(listed.keySet());
    all.addAll(allowed.keySet());
    for (String id : all) {
      String is = listed.getOrDefault(id, ABSENT);
      if (!allowed(id).contains(is) && !(is.equals(ABSENT) && isAllDestroyed(id))) {
        wrong.add("image " + id + " is '" + is + "' at the gateway, not " + allowed(id));
      }
    }
    return wrong;
  }

  private boolean isAllDestroyed(String id) {
    return destroyed.containsAll(allowed(id));
  }
}
