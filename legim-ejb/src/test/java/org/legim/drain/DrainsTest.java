package org.legim.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.catalogue.DrainRecord;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.catalogue.DrainRecord.State;
import org.legim.catalogue.Wanted;
import org.legim.link.DrainNotice.Phase;
import org.legim.link.Errand;
import org.legim.link.ErrandAnswer;
import org.legim.link.ErrandCall;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.Leave;
import org.legim.link.LinkException;
import org.legim.tree.DecisionException;

class DrainsTest {

  private static final String GATEWAY = FakeTree.GATEWAY;
  private static final long LENGTH = 100;

  private final DrainWorld world = new DrainWorld();

  /** The gateway with usa below it, and sf and chicago below that. */
  private void america() {
    world.tree.add("usa", GATEWAY);
    world.tree.add("sf", "usa");
    world.tree.add("chicago", "usa");
  }

  private void images(int count, String... nodes) {
    for (int i = 0; i < count; i++) {
      world.store(i, LENGTH, nodes);
    }
  }

  @Test
  void carriesALeafsImagesToTheNodeAboveIt() throws Exception {
    america();
    images(20, "sf");

    assertThat(world.leave("sf").phase()).isEqualTo(Phase.DRAINING);
    world.rounds(6);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(world.disk("sf")).isEmpty();
    assertThat(world.disk("usa")).hasSize(20);
    assertThat(world.errands).hasSize(20).allMatch(each -> each.reason().equals("backflow"));
    assertThat(only().drain().state()).isEqualTo(State.GONE);
    assertThat(world.tree.leaving).isEmpty();
  }

  @Test
  void letsANodeLeaveThatAsksBeforeItsHeartbeatsHaveCome() throws Exception {
    america();
    images(3, "sf");
    world.tree.nodes.get("sf").online = false;

    world.leave("sf");
    world.tree.nodes.get("sf").online = true;
    world.rounds(6);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(only().drain().state()).isEqualTo(State.GONE);
  }

  @Test
  void doesNotDrainANodeBecauseItsFormerProcessAskedToLeave() throws Exception {
    america();
    images(3, "sf");
    world.tree.nodes.get("sf").run = "sf-2";

    assertThat(world.drains.leave(new Leave("sf", "sf-1")).phase()).isEqualTo(Phase.REFUSED);
    assertThat(world.drains.all()).isEmpty();
  }

  @Test
  void doesNotCopyWhatEnoughOthersHold() throws Exception {
    america();
    world.replicas = 2;
    world.store(1, LENGTH, "sf", "usa", "chicago");
    world.store(2, LENGTH, "sf", "chicago");
    world.store(3, LENGTH, "sf");

    world.leave("sf");
    world.rounds(6);

    assertThat(world.errands).hasSize(3);
    assertThat(world.books.holders(DrainWorld.blob(1))).containsExactly("chicago", "usa");
    assertThat(world.books.holders(DrainWorld.blob(2))).containsExactly("chicago", "usa");
    assertThat(world.books.holders(DrainWorld.blob(3))).containsExactly(GATEWAY, "usa");
    DrainStatus status = only();
    assertThat(status.blobsDone()).isEqualTo(3);
    assertThat(status.bytesDone()).isEqualTo(3 * LENGTH);
    assertThat(status.blobsSkipped()).isEqualTo(1);
    assertThat(status.blobsLeft()).isZero();
  }

  @Test
  void copiesAsOftenAsABlobAsksFor() throws Exception {
    america();
    world.store(1, LENGTH, "sf", "chicago");
    world.store(2, LENGTH, "sf");
    world.store(3, LENGTH, "sf", "chicago");
    world.books.wanted.put(DrainWorld.blob(1), new Wanted(3, true));
    world.books.wanted.put(DrainWorld.blob(2), new Wanted(9, false));

    assertThat(world.drains.plan("sf").blobs()).isEqualTo(5);
    assertThat(world.leave("sf").phase()).isEqualTo(Phase.DRAINING);
    world.rounds(10);

    assertThat(world.books.holders(DrainWorld.blob(1))).containsExactly("chicago", GATEWAY, "usa");
    assertThat(world.books.holders(DrainWorld.blob(2))).containsExactly("chicago", GATEWAY, "usa");
    assertThat(world.books.holders(DrainWorld.blob(3))).containsExactly("chicago");
    assertThat(world.errands).hasSize(5);
  }

  @Test
  void losesNothingWhenTwoLeaveAtOnceThatAreEachOthersOnlyCopy() throws Exception {
    america();
    images(10, "sf", "chicago");

    world.leave("sf");
    world.leave("chicago");
    world.rounds(10);

    assertThat(world.tree.nodes).containsOnlyKeys(GATEWAY, "usa");
    assertThat(world.disk("usa")).hasSize(10);
    assertThat(world.errands).hasSize(10);
  }

  @Test
  void letsAClusterLeaveBottomUp() throws Exception {
    america();
    images(10, "sf");
    world.store(11, LENGTH, "chicago", "sf");
    world.store(12, LENGTH, "usa");

    DrainStatus begun = world.drains.retire("the-usa", false);
    assertThat(begun.drain().leavers()).hasSize(3);
    assertThat(world.tree.leaving).containsExactlyInAnyOrder("usa", "sf", "chicago");
    world.carryOut("usa", world.call("usa").errands());
    world.silent.add("sf");
    world.rounds(8);
    assertThat(world.tree.nodes).containsKeys("usa", "sf").doesNotContainKey("chicago");
    assertThat(world.disk("usa")).isEmpty();

    world.silent.clear();
    world.rounds(8);

    assertThat(world.tree.nodes).containsOnlyKeys(GATEWAY);
    assertThat(world.disk(GATEWAY)).hasSize(12);
    assertThat(world.errands).hasSize(12).allMatch(each -> each.receiver().equals(GATEWAY));
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "999, false"})
  void needsRoomToTheByte(long room, boolean enough) throws Exception {
    america();
    images(10, "sf");
    world.tree.nodes.values().forEach(node -> node.capacity = node.used);
    world.tree.nodes.get("usa").capacity = room;

    assertThat(world.drains.plan("sf").possible()).isEqualTo(enough);
    if (enough) {
      world.leave("sf");
      world.rounds(40);
      assertThat(world.tree.nodes).doesNotContainKey("sf");
      assertThat(world.disk("usa")).hasSize(10);
    } else {
      String sentence =
          "needs 100 bytes more room: the-sf holds 1 000 bytes that have to be copied,"
              + " the-gateway can take 0, the-usa can take 999, the-chicago can take 0";
      assertThat(world.leave("sf").phase()).isEqualTo(Phase.REFUSED);
      assertThat(world.leave("sf").reason()).isEqualTo(sentence);
      assertThatThrownBy(() -> world.drains.retire("sf", true))
          .isInstanceOf(DrainRefusedException.class)
          .hasMessage(sentence);
      assertThat(world.tree.leaving).isEmpty();
      assertThat(world.books.records).isEmpty();
    }
  }

  @Test
  void goesToHigherNodesAndSiblingsWhereTheParentIsFull() throws Exception {
    america();
    images(10, "sf");
    world.tree.nodes.get("usa").capacity = 300;
    world.tree.nodes.get(GATEWAY).capacity = 200;

    StopPlan plan = world.drains.plan("sf");
    world.leave("sf");
    world.rounds(10);

    assertThat(plan.receivers())
        .extracting(StopPlan.Receiver::node, StopPlan.Receiver::bytes)
        .containsExactly(tuple("usa", 300L), tuple(GATEWAY, 200L), tuple("chicago", 500L));
    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(world.disk("usa")).hasSize(3);
    assertThat(world.disk(GATEWAY)).hasSize(2);
    assertThat(world.disk("chicago")).hasSize(5);
  }

  @Test
  void givesTheSameRoomToOneDrainOnly() throws Exception {
    america();
    world.store(1, 600, "sf");
    world.store(2, 600, "chicago");
    world.tree.nodes.get(GATEWAY).capacity = 0;
    world.tree.nodes.get("sf").capacity = 600;
    world.tree.nodes.get("chicago").capacity = 600;
    world.tree.nodes.get("usa").capacity = 1000;

    assertThat(world.leave("sf").phase()).isEqualTo(Phase.DRAINING);
    assertThat(world.drains.reserved("usa")).isEqualTo(600);
    assertThat(world.leave("chicago").reason()).contains("the-usa can take 400");

    world.drains.cancel(only().drain().id());
    assertThat(world.leave("chicago").phase()).isEqualTo(Phase.DRAINING);
  }

  @Test
  void plansWhatTwoDrainsHoldTogetherOnce() throws Exception {
    america();
    world.replicas = 2;
    world.store(1, 600, "sf", "chicago");
    world.tree.nodes.values().forEach(node -> node.capacity = node.used);
    world.tree.nodes.get("usa").capacity = 600;
    world.tree.nodes.get(GATEWAY).capacity = 600;

    assertThat(world.leave("sf").phase()).isEqualTo(Phase.DRAINING);
    assertThat(world.leave("chicago").phase()).isEqualTo(Phase.DRAINING);
    world.rounds(10);

    assertThat(world.tree.nodes).containsOnlyKeys(GATEWAY, "usa");
    assertThat(world.errands).hasSize(2);
  }

  @Test
  void sendsNothingTwiceAndGivesUpOnLostAnswersInTime() throws Exception {
    america();
    images(5, "sf");
    world.leave("sf");

    assertThat(world.call("sf").errands()).hasSize(5); // the answer is lost
    world.drains.reported("usa");
    assertThat(world.call("sf").errands()).isEmpty();
    world.pass(29_000);
    assertThat(world.call("sf").errands()).isEmpty();
    world.pass(2_000);

    assertThat(world.call("sf").errands()).hasSize(5);
  }

  @Test
  void waitsForTheReceiversReport() throws Exception {
    america();
    images(5, "sf");
    world.leave("sf");
    world.silent.add("usa");
    world.rounds(5);

    assertThat(world.disk("usa")).hasSize(5);
    assertThat(world.disk("sf")).hasSize(5);
    assertThat(world.errands).hasSize(5);

    world.silent.clear();
    world.rounds(5);
    assertThat(world.tree.nodes).doesNotContainKey("sf");
  }

  @Test
  void takesOutcomesThatComeTwiceOrThatNobodyWaitsFor() throws Exception {
    america();
    images(2, "sf");
    world.leave("sf");
    List<Errand> errands = world.call("sf").errands();
    for (Result result : Result.values()) {
      ErrandOutcome unknown = new ErrandOutcome(DrainWorld.blob(99), "usa", result, null);
      ErrandOutcome known = new ErrandOutcome(errands.get(0).sha256(), "usa", Result.SENT, null);
      ErrandOutcome nonsense = new ErrandOutcome("x", null, result, null);
      world.drains.errands(
          new ErrandCall("sf", "sf-1", List.of(unknown, known, known, nonsense), 0, 2, null));
    }

    world.carryOut("sf", errands);
    world.rounds(6);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
  }

  @Test
  void triesElsewhereAfterAFailure() throws Exception {
    america();
    images(1, "sf");
    world.leave("sf");
    world.forced = Result.FAILED;
    world.round();
    world.forced = null;
    world.round();
    assertThat(only().errors()).containsExactly("the-sf could not copy a blob to the-usa");
    world.rounds(15);

    assertThat(world.errands).extracting(Errand::receiver).containsExactly("usa", GATEWAY);
    assertThat(world.tree.nodes).doesNotContainKey("sf");
  }

  @Test
  void doesNotTryAReceiverThatSaysItIsFull() throws Exception {
    america();
    images(10, "sf");
    world.leave("sf");
    world.tree.nodes.get("usa").capacity = 200; // an upload was faster

    world.rounds(20);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(world.disk("usa")).hasSize(2);
    assertThat(world.disk(GATEWAY)).hasSize(8);
  }

  @Test
  void sendsAnotherCopyInThePlaceOfADamagedOne() throws Exception {
    america();
    world.replicas = 2;
    String blob = world.store(1, LENGTH, "sf", "chicago");
    world.damaged.add("sf" + blob);
    world.leave("sf");
    world.rounds(10);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(world.books.holders(blob)).containsExactly("chicago", "usa");
  }

  @Test
  void sendsAnotherCopyInThePlaceOfOneThatIsNotThere() throws Exception {
    america();
    world.replicas = 2;
    String blob = world.store(1, LENGTH, "sf", "chicago");
    world.disk("sf").remove(blob);
    world.leave("sf");
    world.rounds(10);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(world.books.holders(blob)).containsExactly("chicago", "usa");
  }

  @Test
  void staysWithADamagedBlobThatNobodyElseHolds() throws Exception {
    america();
    String blob = world.store(1, LENGTH, "sf");
    world.store(2, LENGTH, "sf");
    world.damaged.add("sf" + blob);
    world.leave("sf");
    for (int i = 0; i < 10; i++) {
      world.carryOut("sf", world.call("sf").errands());
      world.report("usa");
      world.report("sf");
      world.pass(1000);
    }

    assertThat(world.tree.nodes).containsKey("sf");
    assertThat(world.disk("sf")).containsExactly(blob);
    assertThat(only().errors().get(0))
        .isEqualTo(
            "blob "
                + blob
                + " of the-sf is damaged or missing,"
                + " and no other node that can be reached holds it");
    assertThat(only().blobsLeft()).isEqualTo(1);
  }

  @Test
  void keepsCancelledNodesAndTellsThem() throws Exception {
    america();
    images(10, "sf");
    String id = world.drains.retire("sf", false).drain().id();
    world.carryOut("sf", world.call("sf").errands());

    assertThat(world.drains.cancel(id).drain().state()).isEqualTo(State.CANCELLED);

    assertThat(world.tree.leaving).isEmpty();
    assertThat(world.drains.called()).containsExactly("sf");
    assertThat(world.call("sf").drain().phase()).isEqualTo(Phase.CANCELLED);
    assertThat(world.drains.called()).containsExactly("sf"); // the answer may have been lost
    assertThat(world.call("sf").drain()).isNull();
    assertThat(world.drains.called()).isEmpty();
    assertThatThrownBy(() -> world.drains.cancel(id)).hasMessageContaining("has ended already");
    assertThatThrownBy(() -> world.drains.cancel("x")).hasMessage("There is no drain x");
    world.report("usa");
    world.nothingIsLost();
  }

  @Test
  void goesOnAfterARestartOfTheGateway() throws Exception {
    america();
    images(1500, "sf");
    world.leave("sf");
    world.rounds(2);
    assertThat(world.disk("sf")).isNotEmpty().hasSizeLessThan(1500);

    world.tree.leaving = Set.of();
    world.tree.recovering = true;
    world.restart();
    assertThat(world.tree.leaving).containsExactly("sf");
    assertThat(world.call("sf").errands()).isEmpty();
    world.tree.recovering = false;
    world.pass(200);
    world.rounds(10);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(only().blobsDone()).isEqualTo(1500);
    assertThat(only().bytesDone()).isEqualTo(1500 * LENGTH);
  }

  @Test
  void endsTheMembershipThatACrashLeft() throws Exception {
    america();
    world.leave("sf");
    FakeTree.Node sf = world.tree.nodes.get("sf");
    world.rounds(3);
    world.tree.nodes.put("sf", sf);

    world.restart();
    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(world.call("sf").drain().phase()).isEqualTo(Phase.GONE);

    sf.run = "sf-2"; // it has joined again, as an empty one
    world.tree.nodes.put("sf", sf);
    world.restart();
    assertThat(world.tree.nodes).containsKey("sf");
  }

  @Test
  void endsADrainWhoseLastNodeHadLeftWhenTheGatewayWasKilled() throws Exception {
    america();
    world.leave("sf");
    world.rounds(10);
    DrainRecord done = world.drains.all().get(0).drain();
    assertThat(done.state()).isEqualTo(State.GONE);
    world.books.save(
        new DrainRecord(
            done.id(),
            done.node(),
            done.name(),
            done.cause(),
            State.DRAINING,
            done.leavers(),
            done.begun(),
            0,
            done.blobs(),
            done.bytes(),
            null));

    world.restart();

    assertThat(world.drains.find(done.id()).orElseThrow().drain().state()).isEqualTo(State.GONE);
  }

  @Test
  void tellsAGoneProcessAgainThatItIsGone() throws Exception {
    america();
    world.leave("sf");
    world.rounds(3);

    assertThat(world.call("sf", "sf-1", 1000).drain().phase()).isEqualTo(Phase.GONE);
    assertThat(world.drains.leave(new Leave("sf", "sf-1")).phase()).isEqualTo(Phase.GONE);
    assertThat(world.drains.leave(new Leave("sf", "sf-2")).phase()).isEqualTo(Phase.REFUSED);
    assertThatThrownBy(() -> world.call("sf", "sf-2", 1000))
        .isInstanceOfSatisfying(
            LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.REFUSED));
  }

  @Test
  void letsNobodyGoThatDoesNotKnowThatItLeaves() throws Exception {
    america();
    world.drains.retire("sf", false);

    ErrandAnswer first = world.call("sf");
    assertThat(first.drain().phase()).isEqualTo(Phase.DRAINING);
    assertThat(world.tree.nodes).containsKey("sf");
    assertThat(world.call("sf").drain().phase()).isEqualTo(Phase.GONE);
  }

  @Test
  void waitsForOrdersAndForWhatTheNodeHoldsByItsOwnBooks() throws Exception {
    america();
    world.leave("sf");
    world.books.orders.put("sf", Set.of());
    ErrandAnswer ordered = world.call("sf");
    assertThat(ordered.orders()).isTrue();
    assertThat(ordered.drain().phase()).isEqualTo(Phase.DRAINING);
    world.books.orders.clear();
    world.disk("sf").add(DrainWorld.blob(1)); // received, not yet reported
    assertThat(world.call("sf").drain().phase()).isEqualTo(Phase.DRAINING);
    world.disk("sf").clear();
    assertThat(world.call("sf").drain().phase()).isEqualTo(Phase.GONE);
  }

  @Test
  void joinsTheDrainThatIsUnderWay() throws Exception {
    america();
    String drain = world.leave("usa").drain();

    assertThat(world.leave("usa").drain()).isEqualTo(drain);
    assertThat(world.leave("sf").drain()).isEqualTo(drain);
    assertThat(world.drains.retire("sf", false).drain().cause()).isEqualTo(Cause.STOP);
    assertThat(world.drains.retire("usa", false).drain().cause()).isEqualTo(Cause.RETIRE);
    assertThat(world.leave("usa").drain()).isEqualTo(drain);
    assertThat(only().drain().cause()).isEqualTo(Cause.RETIRE);
  }

  @Test
  void endsAStopWhoseNodeWasStartedAgain() throws Exception {
    america();
    images(10, "usa", "sf");
    world.leave("usa");
    world.call("sf");

    world.tree.nodes.get("usa").run = "usa-2";
    world.drains.joined("usa", "usa-2");
    world.pass(200);

    assertThat(only().drain().state()).isEqualTo(State.KEPT);
    assertThat(world.tree.leaving).isEmpty();
    assertThat(world.call("sf").drain().phase()).isEqualTo(Phase.CANCELLED);
  }

  @Test
  void goesOnWithARetiredNodeThatWasStartedAgain() throws Exception {
    america();
    images(10, "sf");
    world.drains.retire("sf", false);
    world.call("sf"); // killed with its errands

    world.tree.nodes.get("sf").run = "sf-2";
    world.drains.joined("sf", "sf-2");
    world.rounds(6);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(only().drain().state()).isEqualTo(State.GONE);
    assertThat(world.call("sf", "sf-2", 1).drain().phase()).isEqualTo(Phase.GONE);
  }

  @Test
  void goesOnWithTheOthersWhereOneBelowWasStartedAgain() throws Exception {
    america();
    images(10, "sf");
    world.leave("usa");
    FakeTree.Node sf = world.tree.nodes.get("sf");
    sf.run = "sf-2";
    sf.parent = GATEWAY;
    world.drains.joined("sf", "sf-2");
    world.rounds(6);

    assertThat(world.tree.nodes).containsOnlyKeys(GATEWAY, "sf");
    assertThat(only().drain().state()).isEqualTo(State.GONE);
    assertThat(world.disk("sf")).hasSize(10);
  }

  @Test
  void givesUpAStopWhoseProcessIsAway() throws Exception {
    america();
    images(1, "sf");
    world.leave("sf");
    world.tree.nodes.get("sf").online = false;
    world.pass(1000);
    world.pass(9 * 60_000);
    assertThat(only().drain().state()).isEqualTo(State.DRAINING);
    world.pass(60_000);

    assertThat(only().drain().state()).isEqualTo(State.KEPT);
    assertThat(world.drains.reserved("usa")).isZero();
  }

  @Test
  void retiresOverAnAbsentChildByForceOnly() throws Exception {
    america();
    world.tree.nodes.get("sf").online = false;
    images(3, "sf");
    images(3, "chicago");

    assertThatThrownBy(() -> world.drains.retire("usa", false))
        .isInstanceOf(DecisionException.class)
        .hasMessageContaining("the-sf below the-usa cannot be reached");
    world.drains.retire("usa", true);
    world.rounds(10);

    assertThat(world.tree.nodes).containsOnlyKeys(GATEWAY, "sf");
    assertThat(world.tree.nodes.get("sf").parent).isEqualTo(GATEWAY);
    assertThat(only().drain().state()).isEqualTo(State.GONE);
  }

  @Test
  void takesAlongAnAbsentChildThatIsBackInTime() throws Exception {
    america();
    world.tree.nodes.get("sf").online = false;
    images(3, "sf");
    world.drains.retire("usa", true);
    world.tree.nodes.get("sf").online = true;
    world.pass(1000);
    world.rounds(10);

    assertThat(world.tree.nodes).containsOnlyKeys(GATEWAY);
    assertThat(world.disk(GATEWAY)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, UNKNOWN",
    "gateway, CONFLICT",
    "the-gateway, CONFLICT",
    "pending, CONFLICT",
    "chicago, CONFLICT"
  })
  void refusesWhatMakesNoSense(String node, DecisionException.Kind kind) {
    america();
    world.tree.nodes.get("chicago").online = false;

    assertThatThrownBy(() -> world.drains.retire(node, true))
        .isInstanceOfSatisfying(DecisionException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void movesNothingWhileTheGatewayIsRecovering() throws Exception {
    america();
    images(3, "sf");
    world.tree.recovering = true;

    assertThatThrownBy(() -> world.drains.retire("sf", true)).hasMessageContaining("recovering");
    assertThat(world.leave("sf").phase()).isEqualTo(Phase.DRAINING);
    world.pass(200);
    assertThat(world.call("sf").errands()).isEmpty();
    world.tree.recovering = false;
    world.pass(200);
    world.rounds(5);

    assertThat(world.tree.nodes).doesNotContainKey("sf");
    assertThat(world.disk("usa")).hasSize(3);
  }

  @Test
  void letsANodeStopAsItIsWhileItsAbsenceIsAnnounced() throws Exception {
    america();
    world.drains.maintenance("the-sf", Duration.ofMinutes(10));

    assertThat(world.leave("sf").phase()).isEqualTo(Phase.KEEP);
    assertThat(world.tree.maintenance).containsExactly("sf");
    assertThat(world.books.records).isEmpty();

    world.pass(600_000);
    assertThat(world.tree.maintenance).isEmpty();
    assertThat(world.leave("sf").phase()).isEqualTo(Phase.DRAINING);
    assertThatThrownBy(() -> world.drains.maintenance("sf", Duration.ofMinutes(1)))
        .hasMessageContaining("is leaving already");
  }

  @Test
  void certifiesWhatWasHandedOver() throws Exception {
    america();
    images(9, "sf");
    world.leave("sf");
    world.rounds(5);

    DrainStatus status = only();
    MerkleRoot root = new MerkleRoot();
    for (String blob : world.disk("usa")) {
      root.add(HexFormat.of().parseHex(blob));
    }
    assertThat(status.certificate()).contains(new Certificate(9, 900, root.finish()));
    assertThat(world.drains.handedOver(status.drain().id(), "", 5)).hasSize(5);
    world.restart();
    assertThat(only().certificate()).isEqualTo(status.certificate());
    assertThat(only().blobsDone()).isEqualTo(9);
    assertThat(world.drains.find(status.drain().id())).contains(only());
    assertThat(world.drains.find("x")).isEmpty();
  }

  @Test
  void relievesAClusterThatIsFullerThanItsChildren() throws Exception {
    america();
    world.tree.add("florida", "usa");
    world.tree.nodes.get("usa").capacity = 10_000;
    world.tree.nodes.get("chicago").capacity = 10_000;
    world.tree.nodes.get("florida").capacity = 10_000;
    images(60, "sf");
    world.leave("sf");
    world.rounds(6);
    assertThat(world.disk("usa")).hasSize(60);

    world.pass(10_000);
    assertThat(world.drains.called()).containsExactly("usa");
    for (int i = 0; i < 3; i++) {
      world.round();
      world.pass(1_000);
    }
    world.rounds(3);

    assertThat(world.disk("usa").size()).isBetween(19, 23);
    assertThat(world.disk("chicago").size()).isBetween(18, 21);
    assertThat(world.disk("florida").size()).isBetween(18, 21);
    assertThat(world.errands.get(60).reason()).isEqualTo("relief");
    assertThat(world.books.holders(world.errands.get(60).sha256())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void showsThePlanAndTheProgress(int replicas) throws Exception {
    america();
    world.replicas = replicas;
    images(10, "sf");
    world.store(20, LENGTH, "sf", "usa", "chicago");

    StopPlan plan = world.drains.plan("sf");
    assertThat(plan.possible()).isTrue();
    assertThat(plan.name()).isEqualTo("the-sf");
    assertThat(plan.blobs()).isEqualTo(10L * replicas);
    assertThat(plan.bytes()).isEqualTo(1000L * replicas);
    assertThat(plan.bytesStaying()).isEqualTo(LENGTH);
    assertThat(plan.steps())
        .containsExactly(new StopPlan.Step("sf", "the-sf", true, 11, 11 * LENGTH));
    assertThat(plan.seconds()).isEmpty();

    world.leave("sf");
    world.round();
    world.carryOut("sf", world.call("sf").errands());
    world.pass(800);
    DrainStatus status = only();
    assertThat(status.bytesPerSecond()).isEqualTo(1000L * replicas);
    assertThat(status.blobsDone() + status.blobsLeft()).isEqualTo(11);
    world.store(21, LENGTH, "chicago");
    world.pass(1000);
    assertThat(world.drains.plan("chicago").seconds()).hasValue(1);
  }

  private DrainStatus only() {
    assertThat(world.drains.all()).hasSize(1);
    return world.drains.all().get(0);
  }
}
