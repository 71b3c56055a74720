package org.legim.repair;

import static org.legim.repair.FakeRepairTree.GATEWAY;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.legim.blob.Sha256;
import org.legim.errand.Dispatch;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;

/** Nodes that do errands and report, around the repairs of a gateway, with time of its own. */
final class RepairWorld {

  static final Duration AFTER = Duration.ofMinutes(10);

  final FakeRepairTree tree = new FakeRepairTree();
  final FakeLedger ledger = new FakeLedger();
  final Set<String> damaged = new HashSet<>();
  final List<Errand> errands = new ArrayList<>();
  final Map<String, Result> failing = new HashMap<>();
  private final Set<Sha256> reported = new HashSet<>();
  int replicas = 2;
  long sent;
  private long nanos = Long.MAX_VALUE - TimeUnit.MINUTES.toNanos(5);
  final Dispatch dispatch = new Dispatch(() -> nanos);
  final Repairs repairs;

  RepairWorld(long rate) {
    repairs =
        new Repairs(
            new Repairs.Site(GATEWAY, ledger, tree, () -> replicas, AFTER, rate),
            dispatch,
            Runnable::run,
            new Random(1),
            () -> nanos,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  static Sha256 blob(int number) {
    return new Sha256("%064x".formatted(number));
  }

  Sha256 store(int number, long bytes, String... nodes) {
    Sha256 blob = blob(number);
    ledger.add(blob, bytes);
    ledger.holders(blob).addAll(List.of(nodes));
    return blob;
  }

  void pass(Duration time) {
    for (long end = nanos + time.toNanos(); end - nanos > 0; ) {
      nanos += TimeUnit.MILLISECONDS.toNanos(200);
      dispatch.flights().lapse();
      repairs.tick();
    }
  }

  void seconds(int count) {
    for (int i = 0; i < count * 5; i++) {
      round();
    }
  }

  /** Nodes that can be reached do what they are asked, and those that got something report. */
  void round() {
    for (String node : List.copyOf(tree.members())) {
      switch (tree.stateOf(node)) {
        case ONLINE, DRAINING -> dispatch.outbox().take(node, 1000).forEach(e -> carryOut(node, e));
        default -> {
          // out of reach
        }
      }
    }
    reported.forEach(repairs::gained);
    reported.clear();
    pass(Duration.ofMillis(200));
  }

  private void carryOut(String node, Errand errand) {
    errands.add(errand);
    Sha256 blob = new Sha256(errand.sha256());
    Result result = result(node, errand.receiver(), blob);
    ErrandOutcome outcome = new ErrandOutcome(blob.hex(), errand.receiver(), result, null);
    if (result == Result.SENT) {
      if (!errand.receiver().equals(node)) {
        sent += ledger.bytes(blob);
        ledger.holders(blob).add(errand.receiver());
        reported.add(blob);
      }
      dispatch
          .flights()
          .sent(blob, node, errand.receiver())
          .ifPresent(flight -> dispatch.ends().sent(flight));
    } else {
      dispatch
          .flights()
          .failed(blob, node, errand.receiver())
          .ifPresent(
              flight -> {
                if (result == Result.FAILED) {
                  dispatch.setbacks().failed(blob, errand.receiver());
                }
                dispatch.ends().failed(flight, outcome);
              });
    }
  }

  private Result result(String node, String receiver, Sha256 blob) {
    boolean whole = !damaged.contains(node + blob.hex());
    if (node.equals(receiver)) {
      if (!whole) {
        damaged.remove(node + blob.hex());
        ledger.holders(blob).remove(node);
        repairs.lost(Set.of(blob));
      }
      return whole ? Result.SENT : Result.DAMAGED;
    }
    if (failing.containsKey(receiver)) {
      return failing.get(receiver);
    }
    return whole ? Result.SENT : Result.DAMAGED;
  }
}
