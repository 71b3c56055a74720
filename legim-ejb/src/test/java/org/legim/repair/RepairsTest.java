package org.legim.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.repair.FakeRepairTree.GATEWAY;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.blob.Sha256;
import org.legim.flow.Flow;
import org.legim.flow.Reason;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome.Result;
import org.legim.tree.NodeState;

class RepairsTest {

  private static final long RATE = 1_000_000;

  private final RepairWorld world = new RepairWorld(RATE);

  @BeforeEach
  void aTreeOfTwoBranches() {
    world.tree.add("a1", "a");
    world.tree.add("a2", "a");
    world.tree.add("b1", "b");
    world.tree.add("b2", "b");
  }

  private void lose(String node) {
    world.tree.become(node, NodeState.LOST);
  }

  private void giveUp(String node) {
    lose(node);
    world.seconds(1);
    world.pass(RepairWorld.AFTER);
  }

  @Test
  void leavesAloneWhatHasItsCopies() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");

    world.seconds(5);

    assertThat(world.errands).isEmpty();
    assertThat(world.ledger.holders(blob)).containsExactly("a1", "b1");
    assertThat(world.repairs.health().orElseThrow().isWell()).isTrue();
    assertThat(world.repairs.flow()).isEmpty();
  }

  @Test
  void waitsForALostNodeAndThenCopiesAnew() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    world.seconds(1);
    lose("b1");

    world.pass(RepairWorld.AFTER.minusSeconds(1));
    world.round();
    assertThat(world.errands).isEmpty();

    world.seconds(5);
    assertThat(world.errands).hasSize(1).extracting(Errand::reason).containsExactly("repair");
    assertThat(world.ledger.holders(blob)).contains("a1", "b2", "b1").hasSize(3);
  }

  @Test
  void makesTheOtherCopyOnAnotherBranch() {
    for (int i = 0; i < 20; i++) {
      world.store(i, 1000, "a1", "b1");
    }
    giveUp("b1");
    world.seconds(5);

    assertThat(world.errands).hasSize(20).allMatch(errand -> errand.receiver().equals("b2"));
  }

  @Test
  void countsWhatIsShortAndOutOfReachAtOnce() {
    world.store(1, 1000, "a1", "b1");
    world.ledger.want(world.store(2, 1000, "b1"), 1);
    world.store(3, 1000, "a1", "a2");
    world.seconds(1);
    lose("b1");
    world.seconds(5);

    Health health = world.repairs.health().orElseThrow();
    assertThat(health.images()).isEqualTo(3);
    assertThat(health.tooFew()).isEqualTo(2);
    assertThat(health.outOfReach()).isEqualTo(1);
  }

  @Test
  void waitsForTheEndOfAnAnnouncedAbsence() {
    world.store(1, 1000, "a1", "b1");
    world.seconds(1);
    world.tree.become("b1", NodeState.MAINTENANCE);
    world.pass(Duration.ofHours(1));
    world.seconds(1);
    assertThat(world.errands).isEmpty();

    giveUp("b1");
    world.seconds(5);
    assertThat(world.errands).hasSize(1);
  }

  @Test
  void leavesALeavingNodeToItsDrainWhileItIsThere() {
    world.store(1, 1000, "a1", "b1");
    world.tree.become("b1", NodeState.DRAINING);
    world.pass(Duration.ofHours(2));
    world.seconds(1);
    assertThat(world.errands).isEmpty();
  }

  @Test
  void helpsWhatIsOffWorstFirst() {
    world.replicas = 3;
    for (int i = 0; i < 30; i++) {
      world.store(i, RATE / 10, "a1", "a2", "b1");
    }
    Sha256 worst = world.store(99, RATE / 10, "a1", "b1");
    world.ledger.want(worst, 2);
    world.seconds(1);
    world.errands.clear();
    giveUp("b1");
    world.seconds(5);

    assertThat(world.errands.get(0).sha256()).isEqualTo(worst.hex());
  }

  @Test
  void keepsToItsRate() {
    for (int i = 0; i < 200; i++) {
      world.store(i, RATE / 10, "a1", "b1");
    }
    giveUp("b1");
    long begun = world.sent;
    world.seconds(10);

    assertThat(world.sent - begun).isBetween(8 * RATE, 12 * RATE);
  }

  @Test
  void saysWhatMoves() {
    for (int i = 0; i < 100; i++) {
      world.store(i, RATE / 10, "a1", "b1");
    }
    giveUp("b1");
    world.seconds(3);

    Flow flow = world.repairs.flow().orElseThrow();
    assertThat(flow.reason()).isEqualTo(Reason.REPAIR);
    assertThat(flow.blobs()).isPositive();
    assertThat(flow.bytes()).isEqualTo(flow.blobs() * RATE / 10);
    assertThat(flow.blobs() + flow.blobsLeft()).isEqualTo(100);
    assertThat(flow.bytesPerSecond()).isPositive();
  }

  @Test
  void letsSurplusGoWhenALostNodeReturns() {
    for (int i = 0; i < 10; i++) {
      world.store(i, 1000, "a1", "b1");
    }
    giveUp("b1");
    world.seconds(5);
    assertThat(world.ledger.holders(RepairWorld.blob(0))).hasSize(3);

    world.tree.become("b1", NodeState.ONLINE);
    world.seconds(10);
    for (int i = 0; i < 10; i++) {
      assertThat(world.ledger.holders(RepairWorld.blob(i)))
          .hasSize(2)
          .contains("a1")
          .containsAnyOf("b1", "b2");
    }
  }

  @Test
  void letsACopyGoThatCameTooLateWithoutLookingThroughEverything() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    world.seconds(5);
    int scans = world.ledger.scans;

    world.ledger.holders(blob).add("b2");
    world.repairs.gained(blob);
    world.seconds(1);

    assertThat(world.ledger.holders(blob)).hasSize(2).contains("a1");
    assertThat(world.ledger.scans).isEqualTo(scans);
  }

  @Test
  void letsNothingGoWhileAHolderIsAway() {
    Sha256 blob = world.store(1, 1000, "a1", "a2", "b1", "b2");
    lose("b1");
    world.seconds(10);

    assertThat(world.ledger.holders(blob)).hasSize(4);
  }

  @Test
  void keepsAsManyAsAnImageAsksFor() {
    Sha256 three = world.store(1, 1000, "a1", "a2", "b1");
    Sha256 more = world.store(2, 1000, "a1");
    world.ledger.want(three, 3);
    world.ledger.want(more, 4);
    world.seconds(5);

    assertThat(world.ledger.holders(three)).hasSize(3);
    assertThat(world.ledger.holders(more)).containsExactly("a1", "a2", "b1", "b2");
  }

  @Test
  void leavesToPlacementWhatTheGatewayHolds() {
    Sha256 blob = world.store(1, 1000, GATEWAY);
    world.seconds(5);

    assertThat(world.errands).isEmpty();
    assertThat(world.ledger.holders(blob)).containsExactly(GATEWAY);
  }

  @Test
  void goesToTheGatewayWhereNobodyElseIs() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    lose("a2");
    lose("b2");
    giveUp("b1");
    world.seconds(5);

    assertThat(world.ledger.holders(blob)).contains("a1", GATEWAY);
  }

  @Test
  void triesAnotherReceiverWhereOneFails() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    world.failing.put("b2", Result.FAILED);
    giveUp("b1");
    world.seconds(20);

    assertThat(world.errands).extracting(Errand::receiver).startsWith("b2").contains("a2");
    assertThat(world.ledger.holders(blob)).contains("a1", "a2");
  }

  @Test
  void copiesWhatTurnsOutDamagedFromAnotherAndHasItSetAside() {
    world.replicas = 3;
    Sha256 blob = world.store(1, 1000, "a1", "a2", "b1");
    world.damaged.add("a1" + blob.hex());
    world.repairs.damaged(blob, "a1");
    world.seconds(10);

    assertThat(world.errands).extracting(Errand::reason).contains("check", "repair");
    assertThat(world.ledger.holders(blob)).contains("a2", "b1").hasSize(3);
    assertThat(world.dispatch.damaged().of(blob)).isEmpty();
    assertThat(world.damaged).isEmpty();
  }

  @Test
  void believesANodeThatHasLookedAgain() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    world.repairs.damaged(blob, "a1");
    world.seconds(10);

    assertThat(world.dispatch.damaged().of(blob)).isEmpty();
    assertThat(world.ledger.holders(blob)).hasSize(2);
  }

  @Test
  void forgetsDoubtsAboutWhatTheNodeDoesNotHoldAnyMore() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    world.tree.become("b1", NodeState.MAINTENANCE);
    world.repairs.damaged(blob, "b1");
    world.seconds(2);
    assertThat(world.dispatch.damaged().of(blob)).containsExactly("b1");

    world.ledger.holders(blob).remove("b1");
    world.pass(Duration.ofMinutes(1));
    assertThat(world.dispatch.damaged().of(blob)).isEmpty();
  }

  @Test
  void copiesWhatANodeSaysItHasLost() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    world.seconds(5);
    world.ledger.holders(blob).remove("b1");
    world.repairs.lost(Set.of(blob));
    world.seconds(2);

    assertThat(world.ledger.holders(blob)).hasSize(2);
  }

  @Test
  void asksAgainWhereAnErrandCameToNothing() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    giveUp("b1");
    world.pass(Duration.ofSeconds(3));
    world.dispatch.outbox().take("a1", 10); // taken, and never heard of again
    world.pass(Duration.ofSeconds(35));
    world.seconds(5);

    assertThat(world.ledger.holders(blob)).hasSize(3);
  }

  @Test
  void doesNothingWhileTheGatewayRecovers() {
    world.store(1, 1000, "a1");
    world.tree.recovering = true;
    world.seconds(5);
    assertThat(world.errands).isEmpty();

    world.tree.recovering = false;
    world.seconds(5);
    assertThat(world.errands).hasSize(1);
  }

  @Test
  void doesNothingOnceTheTreeStops() {
    world.store(1, 1000, "a1");
    world.repairs.suspend();
    world.seconds(5);

    assertThat(world.errands).isEmpty();
  }

  @Test
  void doesNotLookThroughEverythingWhileNothingChanges() {
    world.store(1, 1000, "a1", "b1");
    world.seconds(5);
    int scans = world.ledger.scans;
    world.pass(Duration.ofMinutes(50));
    assertThat(world.ledger.scans).isEqualTo(scans);

    world.pass(Duration.ofMinutes(20));
    assertThat(world.ledger.scans).isEqualTo(scans + 1);
  }

  @Test
  void givesUpOnlyForAWhileWhereNobodyHasRoom() {
    Sha256 blob = world.store(1, 1000, "a1", "b1");
    List.of(GATEWAY, "a2", "b2").forEach(node -> world.tree.free.put(node, 999L));
    giveUp("b1");
    world.seconds(10);
    int scans = world.ledger.scans;
    world.pass(Duration.ofMinutes(10));
    assertThat(world.ledger.scans - scans).isBetween(1, 12);

    world.tree.free.put("b2", 1000L);
    world.pass(Duration.ofMinutes(6));
    world.seconds(1);
    assertThat(world.ledger.holders(blob)).contains("b2");
  }
}
