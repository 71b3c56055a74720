package org.legim.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome.Result;
import org.legim.tree.DecisionException;

/** Drains with everything that can go wrong on the way, from a seed. */
class DrainChaosTest {

  private static final List<String> NODES = List.of("usa", "sf", "chicago", "italy", "rome");
  private static final int STEPS = 150;
  private static final int BLOBS = 25;

  private final DrainWorld world = new DrainWorld();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    world.replicas = 1 + random.nextInt(3);
    world.tree.add("usa", FakeTree.GATEWAY);
    world.tree.add("sf", "usa");
    world.tree.add("chicago", "usa");
    world.tree.add("italy", FakeTree.GATEWAY);
    world.tree.add("rome", "italy");
    for (int i = 0; i < BLOBS; i++) {
      for (int copy = 0; copy < world.replicas; copy++) {
        world.store(i, 100, NODES.get(random.nextInt(NODES.size())));
      }
    }

    for (int i = 0; i < STEPS; i++) {
      step(random);
      world.nothingIsLost();
    }
    calm();

    assertThat(world.drains.all())
        .as("no drain is left under way")
        .allMatch(each -> each.drain().ended() > 0);
    assertThat(world.tree.leaving).isEmpty();
    assertThat(NODES).allSatisfy(node -> assertThat(world.drains.reserved(node)).isZero());
  }

  private void step(Random random) throws Exception {
    String node = NODES.get(random.nextInt(NODES.size()));
    FakeTree.Node known = world.tree.nodes.get(node);
    boolean online = world.tree.isOnline(node);
    switch (random.nextInt(16)) {
      case 0 -> {
        if (online && random.nextInt(4) == 0) {
          world.leave(node);
        }
      }
      case 1 -> retire(node, random.nextBoolean(), random.nextInt(4) == 0);
      case 2 -> {
        if (known != null && random.nextInt(4) == 0) {
          known.online = !known.online;
        }
      }
      case 3 -> {
        if (online && random.nextInt(3) == 0) {
          startAgain(node);
        }
      }
      case 4 -> {
        if (random.nextInt(3) == 0) {
          world.tree.leaving = Set.of();
          world.restart();
        }
      }
      case 5 -> cancel(random);
      case 6 -> {
        if (online) {
          world.call(node); // the answer is lost
        }
      }
      case 7, 8, 9, 10 -> {
        if (online) {
          List<Errand> errands = world.call(node).errands();
          world.forced = random.nextInt(8) == 0 ? Result.FAILED : null;
          world.carryOut(node, errands.subList(0, random.nextInt(errands.size() + 1)));
          world.forced = null;
        }
      }
      case 11 -> world.pass(random.nextInt(60_000));
      case 12 -> world.outcomes.remove(node); // a call is lost
      default -> {
        if (online) {
          world.report(node);
        }
        world.report(FakeTree.GATEWAY);
      }
    }
    world.pass(100);
  }

  private void startAgain(String node) {
    FakeTree.Node known = world.tree.nodes.get(node);
    known.run = node + "-" + world.nanos;
    world.drainOf.remove(node);
    world.outcomes.remove(node);
    while (world.tree.leaving.contains(known.parent)) {
      known.parent = world.tree.nodes.get(known.parent).parent;
    }
    world.drains.joined(node, known.run);
  }

  private void retire(String node, boolean force, boolean seldom) {
    if (!seldom) {
      return;
    }
    try {
      world.drains.retire(node, force);
    } catch (DecisionException | DrainRefusedException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  private void cancel(Random random) {
    for (DrainStatus each : world.drains.all()) {
      if (each.drain().ended() == 0 && random.nextInt(3) == 0) {
        try {
          world.drains.cancel(each.drain().id());
        } catch (DecisionException e) {
          assertThat(e).hasMessageContaining("leaves too");
        }
      }
    }
  }

  /** All that could go wrong is over: what is under way ends. */
  private void calm() throws Exception {
    world.tree.nodes.values().forEach(node -> node.online = true);
    for (int i = 0; i < 100; i++) {
      world.round();
      world.pass(1_000);
    }
  }
}
