package org.legim.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.drain.TestGateway.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.catalogue.DrainRecord.Cause;
import org.legim.config.OnStop;
import org.legim.drain.Leaving.State;
import org.legim.errand.Courier;
import org.legim.errand.TestBlobs;
import org.legim.errand.TestWays;
import org.legim.link.DrainNotice;
import org.legim.link.DrainNotice.Phase;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome;
import org.legim.link.Leave;
import org.legim.link.StopOrder;
import org.legim.testing.LogLines;

class LeavingTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private final TestBlobs blobs = new TestBlobs();
  private final TestWays ways = new TestWays();
  private final TestGateway gateway = new TestGateway();
  private final TestChildren children = new TestChildren();
  private final List<String> told = new ArrayList<>();
  private final Deque<Runnable> pushes = new ArrayDeque<>();
  private Executor pushing = Runnable::run;
  private OnStop onStop = OnStop.DRAIN;
  private boolean member = true;
  private long held = 100;
  private Optional<String> parentUrl = Optional.of("http://parent");
  private long nanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);
  private Leaving leaving;

  private Path file() {
    return folder.resolve("drain.json");
  }

  private void start() {
    Leaving.Site site =
        new Leaving.Site(
            "me",
            "run-1",
            file(),
            onStop,
            TIMEOUT,
            () -> held,
            () -> member,
            () -> told.add("report"),
            now -> told.add("leaving " + now),
            url -> told.add("move to " + url),
            () -> parentUrl,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    Courier courier =
        new Courier(
            "me",
            blobs,
            blobs::record,
            ways,
            task -> pushing.execute(task),
            () -> nanos,
            OptionalLong.empty());
    leaving = new Leaving(site, gateway, children, courier, Runnable::run, () -> nanos);
    leaving.start();
  }

  private void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (end - nanos > 0) {
      nanos += Math.min(end - nanos, TimeUnit.MILLISECONDS.toNanos(200));
      leaving.tick();
    }
  }

  private List<Errand> errands(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> new Errand(blobs.add(i, 10).hex(), "up", "backflow"))
        .toList();
  }

  private void assertRunning(CompletableFuture<Outcome> stop, State state) {
    assertThat(stop).isNotDone();
    assertThat(leaving.state()).isEqualTo(state);
  }

  private void assertEnded(CompletableFuture<Outcome> stop, Outcome outcome) {
    assertThat(stop).isCompletedWithValue(outcome);
    assertThat(leaving.ended()).isCompletedWithValue(outcome);
    assertThat(leaving.state()).isEqualTo(State.ENDED);
    int calls = gateway.calls.size() + gateway.leaves.size();
    pass(Duration.ofSeconds(5));
    assertThat(gateway.calls.size() + gateway.leaves.size()).isEqualTo(calls);
  }

  // A stop

  @Test
  void leavesWithAllThatItHolds() {
    start();
    try (LogLines log = new LogLines(Leaving.class)) {
      gateway.errands = errands(0, 100);
      CompletableFuture<Outcome> stop = leaving.leave(false);
      assertThat(gateway.leaves).containsExactly(new Leave("me", "run-1"));
      assertRunning(stop, State.LEAVING);
      assertThat(leaving.isLeaving()).isTrue();
      assertThat(ways.requests).hasSize(2);

      pass(Duration.ofMillis(200));
      assertThat(gateway.calls.stream().flatMap(call -> call.done().stream())).hasSize(100);
      gateway.orders = true;
      pass(Duration.ofMillis(200));
      assertThat(told).startsWith("leaving true").contains("report");

      held = 0;
      gateway.toErrands = notice(Phase.GONE);
      pass(Duration.ofMillis(200));
      assertThat(gateway.lastCall().held()).isZero();
      assertThat(gateway.lastCall().drain()).isEqualTo("drain-1");
      assertThat(log.lines())
          .containsExactly(
              "INFO this node is to stop: asks its gateway for leave",
              "INFO this node leaves the tree: its 100 blobs go to nodes that stay (drain drain-1)",
              "INFO all 100 blobs are handed over; this node is no member of the tree any more");
      assertEnded(stop, Outcome.GONE);
    }
    assertThat(file()).doesNotExist();
    assertThat(leaving.isLeaving()).isTrue();
  }

  @Test
  void aSecondStopJoinsTheFirst() {
    start();
    leaving.leave(false);
    CompletableFuture<Outcome> second = leaving.leave(false);
    assertThat(gateway.leaves).hasSize(1);

    gateway.toErrands = notice(Phase.GONE);
    pass(Duration.ofSeconds(1));
    assertEnded(second, Outcome.GONE);
    assertThat(leaving.leave(false)).isCompletedWithValue(Outcome.GONE);
  }

  @Test
  void remembersItsIntentBeforeAnythingMoves() throws IOException {
    start();
    gateway.errands = errands(0, 1);
    ways.answer =
        parcel -> {
          assertThat(file()).exists();
          return TestWays.receipt(parcel, ErrandOutcome.Result.SENT, null);
        };
    leaving.leave(false);

    assertThat(ways.requests).hasSize(1);
    assertThat(new DrainFile(file()).start()).isEmpty(); // a stop's drain ends with the process
    assertThat(file()).doesNotExist();
  }

  @Test
  void movesNothingWhileTheIntentCannotBeWritten() throws IOException {
    Files.createDirectories(file().resolve("in the way"));
    start();
    gateway.errands = errands(0, 1);
    try (LogLines log = new LogLines(Leaving.class)) {
      CompletableFuture<Outcome> stop = leaving.leave(false);
      pass(Duration.ofSeconds(1));
      assertRunning(stop, State.ASKING);
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("SEVERE") && line.contains(file().toString()))
          .hasSize(1);
    }
    assertThat(ways.requests).isEmpty();
    assertThat(gateway.leaves).hasSizeBetween(2, 4);

    Files.delete(file().resolve("in the way"));
    Files.delete(file());
    pass(Duration.ofSeconds(3));
    assertThat(leaving.state()).isEqualTo(State.LEAVING);
    assertThat(ways.requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"KEEP,STAYED", "REFUSED,KEPT", "CANCELLED,KEPT", "GONE,GONE"})
  void doesAsTheGatewaySays(Phase phase, Outcome outcome) {
    start();
    gateway.toLeave = notice(phase);
    assertEnded(leaving.leave(false), outcome);
    assertThat(file()).doesNotExist();
    assertThat(told).isEmpty();
  }

  @Test
  void saysWhyItKeepsItsData() {
    start();
    gateway.toLeave = new DrainNotice(null, Phase.REFUSED, "needs 5 bytes, there are 3");
    try (LogLines log = new LogLines(Leaving.class)) {
      leaving.leave(false);
      assertThat(log.lines())
          .contains(
              "WARNING this node stops and keeps 100 blobs that it should have handed over:"
                  + " needs 5 bytes, there are 3");
    }
  }

  @Test
  void asksNobodyWhereOnStopIsKeep() {
    onStop = OnStop.KEEP;
    start();
    assertEnded(leaving.leave(false), Outcome.STAYED);
    assertThat(gateway.leaves).isEmpty();
  }

  @Test
  void aNodeThatWasNeverInATreeAndHoldsNothingJustStops() {
    member = false;
    held = 0;
    gateway.away = true;
    start();
    assertEnded(leaving.leave(false), Outcome.STAYED);
  }

  @Test
  void triesAgainWhereTheGatewayCannotBeReached() {
    start();
    gateway.away = true;
    CompletableFuture<Outcome> stop = leaving.leave(false);
    pass(TIMEOUT.minusSeconds(5));
    assertRunning(stop, State.ASKING);
    gateway.away = false;
    pass(Duration.ofSeconds(3));
    assertRunning(stop, State.LEAVING);
  }

  @Test
  void keepsItsDataAfterAsLongAsItMayTake() {
    start();
    gateway.away = true;
    CompletableFuture<Outcome> stop = leaving.leave(false);
    try (LogLines log = new LogLines(Leaving.class)) {
      pass(TIMEOUT);
      assertThat(log.lines())
          .containsExactly(
              "WARNING this node stops and keeps 100 blobs that it should have handed over:"
                  + " nothing could be moved for PT10M (last: no way to the gateway)");
    }
    assertEnded(stop, Outcome.KEPT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withNothingToHandOverDoesNotWaitForAGatewayThatIsAway(boolean hasChild) {
    held = 0;
    if (hasChild) {
      children.add("child");
    }
    start();
    gateway.away = true;
    CompletableFuture<Outcome> stop = leaving.leave(false);
    pass(Duration.ofSeconds(9));
    assertThat(stop).isNotDone();
    pass(Duration.ofSeconds(2));
    assertThat(stop.isDone()).isEqualTo(!hasChild);
    if (!hasChild) {
      assertEnded(stop, Outcome.STAYED);
    }
  }

  @Test
  void aLostAnswerToTheLeaveIsAskedForAgain() {
    start();
    gateway.lost = 1;
    CompletableFuture<Outcome> stop = leaving.leave(false);
    assertRunning(stop, State.ASKING);
    pass(Duration.ofSeconds(1));
    assertRunning(stop, State.LEAVING);
    assertThat(gateway.leaves).hasSize(2);
  }

  @Test
  void tellsAnOutcomeUntilItHasBeenHeard() {
    start();
    gateway.errands = errands(0, 10);
    gateway.meanwhile =
        () -> {
          boolean tells = !gateway.calls.isEmpty() && !gateway.lastCall().done().isEmpty();
          gateway.lost = tells && gateway.calls.size() < 5 ? 1 : 0;
        };
    leaving.leave(false);
    pass(Duration.ofSeconds(5));

    assertThat(gateway.calls.stream().filter(call -> call.done().size() == 10).count())
        .isGreaterThan(1);
    assertThat(gateway.lastCall().done()).isEmpty();
  }

  @Test
  void waitsOnWhileAnythingMoves() {
    start();
    CompletableFuture<Outcome> stop = leaving.leave(false);
    for (int i = 0; i < 3; i++) {
      pass(TIMEOUT.minusSeconds(5));
      held--;
    }
    for (int i = 0; i < 3; i++) {
      pass(TIMEOUT.minusSeconds(5));
      gateway.errands = errands(i, 1);
    }
    assertRunning(stop, State.LEAVING);
    pass(TIMEOUT.plusSeconds(5));
    assertEnded(stop, Outcome.KEPT);
  }

  @Test
  void outcomesWithoutABlobSentAreNoProgress() {
    start();
    ways.parent = false;
    CompletableFuture<Outcome> stop = leaving.leave(false);
    for (int i = 0; i < 10; i++) {
      gateway.errands = errands(i, 1);
      pass(TIMEOUT.dividedBy(10));
    }
    assertEnded(stop, Outcome.KEPT);
  }

  @Test
  void aStopWhoseDrainIsCancelledKeepsTheData() {
    start();
    CompletableFuture<Outcome> stop = leaving.leave(false);
    gateway.toErrands = notice(Phase.CANCELLED);
    pass(Duration.ofSeconds(1));
    assertEnded(stop, Outcome.KEPT);
  }

  @Test
  void asksAnewWhereTheGatewayHasForgottenTheDrain() {
    start();
    CompletableFuture<Outcome> stop = leaving.leave(false);
    gateway.toErrands = null;
    pass(Duration.ofMillis(200));
    assertRunning(stop, State.ASKING);
    gateway.toErrands = notice(Phase.DRAINING);
    pass(Duration.ofSeconds(1));
    assertRunning(stop, State.LEAVING);
    assertThat(gateway.leaves).hasSize(2);
  }

  // In a hurry

  @Test
  void inAHurryItFinishesWhatIsUnderWayAndTellsIt() {
    pushing = pushes::add;
    start();
    gateway.errands = errands(0, 1000);
    CompletableFuture<Outcome> stop = leaving.leave(false);
    ways.answer =
        parcel -> {
          leaving.hurry();
          return TestWays.receipt(parcel, ErrandOutcome.Result.SENT, null);
        };
    pushes.remove().run();
    assertThat(gateway.lastCall().done()).hasSize(64);
    assertThat(gateway.lastCall().wanted()).isZero();
    assertEnded(stop, Outcome.KEPT);
    pushes.forEach(Runnable::run);
    assertThat(ways.requests).hasSize(1);
  }

  @Test
  void inAHurryItWaitsForABlobUnderWayNoLongerThanHalfAMinute() {
    pushing = pushes::add;
    start();
    gateway.errands = errands(0, 1);
    CompletableFuture<Outcome> stop = leaving.leave(false);
    ways.answer =
        parcel -> {
          leaving.hurry();
          pass(Duration.ofSeconds(29));
          assertRunning(stop, State.FINISHING);
          pass(Duration.ofSeconds(2));
          assertEnded(stop, Outcome.KEPT);
          return TestWays.receipt(parcel, ErrandOutcome.Result.SENT, null);
        };
    pushes.remove().run();
    assertThat(ways.requests).hasSize(1);
  }

  @Test
  void inAHurryTheLastAnswerMayStillBeThatItIsGone() {
    start();
    CompletableFuture<Outcome> stop = leaving.leave(false);
    gateway.toErrands = notice(Phase.GONE);
    leaving.hurry();
    assertEnded(stop, Outcome.GONE);
  }

  @ParameterizedTest
  @CsvSource({"1,KEPT", "0,STAYED"})
  void inAHurryItAsksForLeaveNoLonger(long blobsHeld, Outcome outcome) {
    held = blobsHeld;
    start();
    gateway.away = true;
    CompletableFuture<Outcome> stop = leaving.leave(false);
    leaving.hurry();
    assertEnded(stop, outcome);
  }

  @Test
  void inAHurryALastCallThatFailsIsNotRepeated() {
    start();
    CompletableFuture<Outcome> stop = leaving.leave(false);
    gateway.away = true;
    leaving.hurry();
    pass(Duration.ofSeconds(1));
    assertEnded(stop, Outcome.KEPT);
  }

  @Test
  void nobodyCanHurryANodeThatIsNotToStop() {
    start();
    leaving.called();
    leaving.hurry();
    assertThat(leaving.state()).isEqualTo(State.LEAVING);
    assertThat(leaving.ended()).isNotDone();
  }

  // Retired

  @Test
  void leavesWhenTheGatewayWantsIt() {
    start();
    pass(Duration.ofSeconds(5));
    assertThat(gateway.calls).isEmpty();
    leaving.called();
    assertThat(leaving.state()).isEqualTo(State.LEAVING);
    assertThat(new DrainFile(file()).start())
        .contains(new DrainIntent("drain-1", Cause.RETIRE, 0, Phase.DRAINING));

    gateway.toErrands = notice(Phase.GONE);
    pass(Duration.ofSeconds(1));
    assertEnded(leaving.ended(), Outcome.GONE);
  }

  @Test
  void waitsForEverWithoutAStop() {
    start();
    leaving.called();
    gateway.away = true;
    pass(TIMEOUT.multipliedBy(2));
    assertRunning(leaving.ended(), State.LEAVING);

    CompletableFuture<Outcome> stop = leaving.leave(false);
    pass(TIMEOUT.minusSeconds(1));
    assertThat(stop).isNotDone();
    pass(Duration.ofSeconds(1));
    assertEnded(stop, Outcome.KEPT);
    assertThat(gateway.leaves).isEmpty();
    assertThat(file()).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANCELLED", "REFUSED", "KEEP", "none"})
  void staysWhereNobodyWantsItToLeaveAnyMore(String phase) {
    start();
    leaving.called();
    assertThat(file()).exists();
    gateway.toErrands = phase.equals("none") ? null : notice(Phase.valueOf(phase));
    pass(Duration.ofSeconds(1));

    assertRunning(leaving.ended(), State.STAYING);
    assertThat(file()).doesNotExist();
    assertThat(told).containsExactly("leaving true", "leaving false");
    int calls = gateway.calls.size();
    pass(Duration.ofSeconds(5));
    assertThat(gateway.calls).hasSize(calls);
    gateway.toErrands = notice(Phase.DRAINING);
    leaving.called();
    assertThat(leaving.state()).isEqualTo(State.LEAVING);
  }

  @Test
  void goesOnLeavingAfterARestart() throws IOException {
    new DrainFile(file()).write(new DrainIntent("drain-1", Cause.RETIRE, 0, Phase.DRAINING));
    gateway.away = true;
    start();
    assertThat(leaving.isLeaving()).isTrue();
    assertThat(told).containsExactly("leaving true");
    pass(Duration.ofSeconds(5));
    gateway.away = false;
    gateway.toErrands = null;
    pass(Duration.ofSeconds(2));
    assertThat(leaving.state()).isEqualTo(State.STAYING);
    assertThat(file()).doesNotExist();
  }

  @Test
  void staysAfterAStopThatWasCutShort() throws IOException {
    new DrainFile(file()).write(new DrainIntent("drain-1", Cause.STOP, 0, Phase.DRAINING));
    try (LogLines log = new LogLines(DrainFile.class)) {
      start();
      assertThat(log.lines())
          .containsExactly(
              "INFO the stop of 1970-01-01T00:00:00Z, drain drain-1, did not come to its end;"
                  + " this node stays, with what it still holds");
    }
    assertThat(leaving.isLeaving()).isFalse();
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "{}", "{\"drain\":\"d\",\"cause\":\"WHIM\"}"})
  void aFileThatMakesNoSenseIsIgnored(String content) throws IOException {
    Files.writeString(file(), content);
    try (LogLines log = new LogLines(DrainFile.class)) {
      start();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING " + file() + " cannot be used");
    }
    assertThat(leaving.isLeaving()).isFalse();
  }

  // Errands of a node that stays

  @Test
  void runsErrandsForOthersWhileItStays() {
    start();
    gateway.toErrands = null;
    gateway.errands = errands(0, 3);
    leaving.called();
    assertThat(leaving.isLeaving()).isFalse();
    assertThat(ways.requests).containsExactly("up up 3");
    assertThat(gateway.calls).hasSize(2);
    assertThat(gateway.lastCall().done()).hasSize(3);
    pass(Duration.ofSeconds(5));
    assertThat(gateway.calls).hasSize(2);
  }

  @Test
  void callsAgainWhereTheGatewayDidNotHear() {
    start();
    gateway.toErrands = null;
    gateway.away = true;
    leaving.called();
    gateway.away = false;
    pass(Duration.ofSeconds(1));
    assertThat(gateway.calls).hasSize(1);
  }

  @Test
  void neverMakesTwoCallsAtOnce() {
    start();
    gateway.meanwhile =
        () -> {
          leaving.called();
          leaving.leave(false);
          leaving.tick();
        };
    gateway.toErrands = null;
    leaving.called();
    assertThat(gateway.calls).isNotEmpty();
    assertThat(gateway.leaves).isNotEmpty();
    assertThat(gateway.mostAtOnce).isEqualTo(1);
  }

  @Test
  void tellsAndAsksWhileOthersAreUnderWay() {
    pushing = pushes::add;
    start();
    gateway.errands = errands(0, 2000);
    leaving.leave(false);
    int before = gateway.calls.size();
    assertThat(gateway.lastCall().wanted()).isEqualTo(2000);
    while (!pushes.isEmpty()) {
      pushes.remove().run();
    }

    assertThat(gateway.calls.subList(before, gateway.calls.size()))
        .extracting(call -> call.done().size() + " done, wants " + call.wanted())
        .startsWith("512 done, wants 512", "512 done, wants 1024");
  }

  // Its children

  @Test
  void whereNoneCanCallItsChildrenGoOnElsewhere() {
    children.add("a");
    children.add("b");
    children.silent.add("b");
    parentUrl = Optional.empty();
    start();
    leaving.leave(true);
    assertThat(children.calls).isEmpty();
    pass(Duration.ofSeconds(1));
    parentUrl = Optional.of("http://parent");
    pass(Duration.ofSeconds(5));
    children.silent.clear();
    pass(Duration.ofSeconds(5));
    assertThat(children.calls)
        .containsExactly("stop a me http://parent", "stop b me http://parent");
  }

  @Test
  void sendsNoChildElsewhereBeforeItMayLeave() {
    children.add("a");
    gateway.away = true;
    start();
    leaving.leave(true);
    pass(Duration.ofSeconds(5));
    assertThat(children.calls).isEmpty();
  }

  @Test
  void goesOnBelowAnotherNode() {
    start();
    leaving.ordered(new StopOrder("parent", "http://grandparent"));
    assertThat(told).containsExactly("move to http://grandparent");
    assertThat(leaving.state()).isEqualTo(State.STAYING);
  }

  @Test
  void stopsItsChildrenBeforeItStopsWithTheTree() {
    children.add("a");
    children.add("b");
    start();
    leaving.ordered(new StopOrder("parent", null));
    pass(Duration.ofSeconds(2));
    assertThat(children.calls)
        .startsWith("stop a me null", "stop b me null")
        .contains("ping a", "ping b");
    children.silent.add("a");
    pass(Duration.ofSeconds(5));
    assertRunning(leaving.ended(), State.STOPPING_CHILDREN);
    children.direct.remove(1);
    pass(Duration.ofMillis(200));
    assertEnded(leaving.ended(), Outcome.STAYED);
    assertThat(gateway.calls).isEmpty();
  }

  @Test
  void aNodeWithoutChildrenStopsAtOnceWithTheTree() {
    start();
    leaving.ordered(new StopOrder("parent", null));
    assertEnded(leaving.ended(), Outcome.STAYED);
  }

  @Test
  void waitsForItsChildrenAMinute() {
    children.add("a");
    start();
    CompletableFuture<Outcome> stop = leaving.leave(false);
    leaving.ordered(new StopOrder("parent", null));
    leaving.ordered(new StopOrder("parent", null));
    pass(Duration.ofSeconds(59));
    assertRunning(stop, State.STOPPING_CHILDREN);
    pass(Duration.ofSeconds(1));
    assertEnded(stop, Outcome.STAYED);
    assertThat(children.calls).filteredOn(call -> call.startsWith("stop")).hasSize(1);
  }

  @Test
  void doesNotWaitForItsChildrenInAHurry() {
    children.add("a");
    start();
    leaving.ordered(new StopOrder("parent", null));
    assertThat(leaving.isLeaving()).isTrue();
    leaving.hurry();
    assertEnded(leaving.ended(), Outcome.STAYED);
  }
}
