package org.legim.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.legim.blob.Sha256;
import org.legim.drain.FakeTree.Node;
import org.legim.errand.Dispatch;
import org.legim.link.DrainNotice;
import org.legim.link.Errand;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.Leave;
import org.legim.link.LinkException;

/** A tree of nodes with disks around the gateway's side of drains, with time of its own. */
final class DrainWorld {

  final FakeTree tree = new FakeTree();
  final FakeBooks books = new FakeBooks();
  final Map<String, Set<String>> disks = new HashMap<>();
  final Map<String, String> drainOf = new HashMap<>();
  final Map<String, List<ErrandOutcome>> outcomes = new HashMap<>();
  final Set<String> damaged = new HashSet<>();
  final Set<String> silent = new HashSet<>();
  final List<Errand> errands = new ArrayList<>();
  int replicas = 1;
  Result forced;
  long nanos;
  Drains drains;

  DrainWorld() {
    restart();
  }

  /** The gateway starts anew. */
  void restart() {
    drains =
        new Drains(
            new Drains.Site(
                FakeTree.GATEWAY, books, books, tree, () -> replicas, Duration.ofMinutes(10)),
            new Dispatch(() -> nanos),
            Runnable::run,
            () -> nanos,
            Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC));
    drains.start();
  }

  static String blob(int number) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(("blob " + number).getBytes(StandardCharsets.UTF_8));
    return Sha256.of(digest).hex();
  }

  /** These nodes hold a blob. */
  String store(int number, long bytes, String... nodes) {
    String blob = blob(number);
    for (String node : nodes) {
      books.hold(node, blob, bytes);
      disk(node).add(blob);
      tree.nodes.get(node).used += bytes;
    }
    return blob;
  }

  Set<String> disk(String node) {
    return disks.computeIfAbsent(node, key -> new TreeSet<>());
  }

  void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    drains.tick();
  }

  DrainNotice leave(String node) {
    DrainNotice notice = drains.leave(new Leave(node, tree.nodes.get(node).run));
    if (notice.phase() == DrainNotice.Phase.DRAINING) {
      drainOf.put(node, notice.drain());
    }
    return notice;
  }

  /** A node asks for errands, and does not do them yet. */
  ErrandAnswer call(String node) throws LinkException {
    Node known = tree.nodes.get(node);
    return call(node, known == null ? node + "-1" : known.run, 1000);
  }

  ErrandAnswer call(String node, String run, int wanted) throws LinkException {
    List<ErrandOutcome> done = outcomes.getOrDefault(node, List.of());
    outcomes.remove(node);
    ErrandAnswer answer =
        drains.errands(
            new ErrandCall(node, run, done, wanted, disk(node).size(), drainOf.get(node)));
    if (answer.drain() != null) {
      if (answer.drain().phase() == DrainNotice.Phase.DRAINING) {
        drainOf.put(node, answer.drain().drain());
      } else {
        drainOf.remove(node);
      }
    }
    return answer;
  }

  /** A node does errands. */
  void carryOut(String node, List<Errand> given) {
    for (Errand errand : given) {
      errands.add(errand);
      Result result = send(node, errand);
      outcomes
          .computeIfAbsent(node, key -> new ArrayList<>())
          .add(new ErrandOutcome(errand.sha256(), errand.receiver(), result, null));
    }
  }

  private Result send(String node, Errand errand) {
    Node receiver = tree.nodes.get(errand.receiver());
    long bytes = books.lengths.get(errand.sha256());
    if (forced != null) {
      return forced;
    }
    if (!disk(node).contains(errand.sha256())) {
      return Result.ABSENT;
    }
    if (damaged.contains(node + errand.sha256())) {
      return Result.DAMAGED;
    }
    if (receiver.capacity - receiver.used < bytes) {
      return Result.NO_ROOM;
    }
    if (disk(receiver.id).add(errand.sha256())) {
      receiver.used += bytes;
    }
    return Result.SENT;
  }

  /** A node reports what it holds, and does what it is ordered. */
  void report(String node) {
    for (String blob : disk(node)) {
      if (!books.orders.getOrDefault(node, Set.of()).contains(blob)) {
        books.hold(node, blob, books.lengths.get(blob));
      }
    }
    Set<String> drop = books.orders.remove(node);
    if (drop != null) {
      disk(node).removeAll(drop);
      tree.nodes.get(node).used -= drop.stream().mapToLong(books.lengths::get).sum();
    }
    drains.reported(node);
  }

  /** One round: those that are called ask and do, then all report. */
  void round() throws LinkException {
    Set<String> calling = new TreeSet<>(drains.called());
    calling.addAll(outcomes.keySet());
    for (String node : calling) {
      if (tree.isOnline(node) && !silent.contains(node)) {
        carryOut(node, call(node).errands());
      }
    }
    for (String node : List.copyOf(tree.nodes.keySet())) {
      if (tree.nodes.get(node).online && !silent.contains(node)) {
        report(node);
      }
    }
    nothingIsLost();
    pass(200);
  }

  void rounds(int count) throws LinkException {
    for (int i = 0; i < count; i++) {
      round();
    }
  }

  /** Every blob is whole on the disk of a member, or of the gateway. */
  void nothingIsLost() {
    for (String blob : books.lengths.keySet()) {
      assertThat(tree.nodes.keySet())
          .as("who holds %s", blob)
          .anyMatch(node -> disk(node).contains(blob) && !damaged.contains(node + blob));
    }
  }
}
