package org.legim.errand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.legim.errand.TestWays.receipt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.blob.Sha256;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Parcel;
import org.legim.testing.LogLines;

class CourierTest {

  private final TestBlobs blobs = new TestBlobs();
  private final TestWays ways = new TestWays();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private long nanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2);

  private Courier courier(Executor executor, OptionalLong rate) {
    return new Courier("me", blobs, blobs::record, ways, executor, () -> nanos, rate);
  }

  private Courier courier() {
    return courier(Runnable::run, OptionalLong.empty());
  }

  private List<Errand> errands(String receiver, int count, long length) {
    return IntStream.range(0, count).mapToObj(i -> errand(blobs.add(i, length), receiver)).toList();
  }

  private static Errand errand(Sha256 hash, String receiver) {
    return new Errand(hash.hex(), receiver, "backflow");
  }

  private void pass(Courier courier, long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    courier.tick();
  }

  @AfterEach
  void leavesNoBlobOpen() {
    assertThat(blobs.open).hasValue(0);
  }

  @Test
  void sendsManySmallBlobsInOneRequest() {
    Courier courier = courier();
    courier.take(errands("a", 150, 100));

    assertThat(ways.requests).containsExactlyInAnyOrder("up a 64", "up a 64", "up a 22");
    assertThat(courier.underWay()).isZero();
    assertThat(courier.outcomes())
        .hasSize(150)
        .allMatch(outcome -> outcome.result() == Result.SENT && outcome.detail() == null);
    assertThat(courier.outcomes()).isEmpty();
  }

  @Test
  void sendsNoMoreThanFourMegabytesInOneRequest() {
    courier().take(errands("a", 10, 1 << 20));

    assertThat(ways.requests).containsExactlyInAnyOrder("up a 4", "up a 4", "up a 2");
  }

  @Test
  void sendsALargerBlobAlone() {
    courier()
        .take(
            List.of(
                errand(blobs.add(1, 10), "a"),
                errand(blobs.add(2, 5 << 20), "a"),
                errand(blobs.add(3, 10), "a")));

    assertThat(ways.requests).containsExactlyInAnyOrder("up a 1", "up a 1", "up a 1");
  }

  @Test
  void sendsDownWhereTheReceiverIsBelowAndUpOtherwise() {
    ways.below.add("child");
    Sha256 hash = blobs.add(1, 10);
    Courier courier = courier();
    courier.take(List.of(errand(hash, "child"), errand(hash, "elsewhere")));

    assertThat(ways.requests).containsExactly("down child 1", "up elsewhere 1");
  }

  @Test
  void failsWithoutAWay() {
    ways.parent = false;
    Courier courier = courier();
    courier.take(errands("a", 1, 10));

    assertOutcome(courier, Result.FAILED, "there is no way to node a now");
  }

  @Test
  void tellsThatABlobIsNotHere() {
    Courier courier = courier();
    courier.take(List.of(errand(TestBlobs.hash(1), "a")));

    assertOutcome(courier, Result.ABSENT, "node me does not have it");
    assertThat(ways.requests).isEmpty();
  }

  @Test
  void doesNotSendABlobWithoutARecord() {
    Courier courier = courier();
    Errand errand = errand(blobs.add(1, 10), "a");
    blobs.records.clear();
    courier.take(List.of(errand));

    assertOutcome(courier, Result.FAILED, "node me has no record of an image that needs it");
    assertThat(ways.requests).isEmpty();
  }

  @Test
  void doesNotSendABlobOfAnotherLengthThanItsRecordHas() {
    Courier courier = courier();
    Errand errand = errand(blobs.add(1, 10), "a");
    blobs.lengths.put(TestBlobs.hash(1), 9L);
    try (LogLines log = new LogLines(Courier.class)) {
      courier.take(List.of(errand));

      assertThat(log.lines())
          .containsExactly(
              "SEVERE blob "
                  + errand.sha256()
                  + " is damaged at node me, found while sending it to node a:"
                  + " it has 9 bytes instead of 10");
    }
    assertOutcome(courier, Result.DAMAGED, "it has 9 bytes instead of 10");
    assertThat(ways.requests).isEmpty();
  }

  @Test
  void failsWhereTheErrandMakesNoSense() {
    Courier courier = courier();
    courier.take(List.of(new Errand("x", "a", "backflow")));

    assertThat(courier.outcomes()).extracting(ErrandOutcome::result).containsExactly(Result.FAILED);
  }

  @Test
  void tellsWhatBecameOfEachBlob() {
    Sha256 full = blobs.add(1, 10);
    Sha256 damaged = blobs.add(2, 10);
    Sha256 good = blobs.add(3, 10);
    ways.answer =
        parcel ->
            parcel.blob().hash().equals(full)
                ? receipt(parcel, Result.NO_ROOM, "full")
                : parcel.blob().hash().equals(damaged)
                    ? receipt(parcel, Result.DAMAGED, "another hash")
                    : receipt(parcel, Result.SENT, null);
    Courier courier = courier();
    try (LogLines log = new LogLines(Courier.class)) {
      courier.take(List.of(errand(full, "a"), errand(damaged, "a"), errand(good, "a")));

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("SEVERE blob " + damaged + " is damaged at node me");
    }
    assertThat(courier.outcomes())
        .extracting(ErrandOutcome::sha256, ErrandOutcome::result, ErrandOutcome::detail)
        .containsExactly(
            tuple(full.hex(), Result.NO_ROOM, "full"),
            tuple(damaged.hex(), Result.DAMAGED, "another hash"),
            tuple(good.hex(), Result.SENT, null));
    assertThat(ways.requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"BUSY,FAILED", "UNREACHABLE,FAILED", "NO_WAY,FAILED", "NO_ROOM,NO_ROOM"})
  void aRequestThatFailsFailsForAllItsBlobs(Kind kind, Result expected) {
    ways.answer =
        parcel -> {
          throw new LinkException(kind, "not now");
        };
    Courier courier = courier();
    courier.take(errands("a", 3, 10));

    assertThat(courier.outcomes())
        .extracting(ErrandOutcome::result, ErrandOutcome::detail)
        .containsExactlyElementsOf(
            List.of(
                tuple(expected, "not now"),
                tuple(expected, "not now"),
                tuple(expected, "not now")));
    assertThat(courier.underWay()).isZero();
  }

  @Test
  void failsWhereTheReceiptsAreNotForWhatWasSent() {
    ways.answer = parcel -> null;
    Courier courier = courier();
    courier.take(errands("a", 2, 10));
    assertThat(courier.outcomes())
        .extracting(ErrandOutcome::detail)
        .containsOnly("2 blobs were sent, but 0 receipts came");

    ways.answer =
        parcel ->
            receipt(new Parcel(null, TestBlobs.record(TestBlobs.hash(9), 1)), Result.SENT, null);
    pass(courier, 1000);
    courier.take(errands("a", 1, 10));
    assertOutcome(courier, Result.FAILED, "the receipt is for " + TestBlobs.hash(9));
  }

  @Test
  void aBlobThatCannotBeSentDoesNotHoldUpTheOthers() {
    Sha256 bad = TestBlobs.hash(5);
    ways.answer =
        parcel -> {
          if (parcel.blob().hash().equals(bad)) {
            throw new LinkException(Kind.UNREACHABLE, "cut");
          }
          return receipt(parcel, Result.SENT, null);
        };
    Courier courier = courier();
    List<Errand> left = errands("a", 64, 10);
    for (int i = 0; i < 8; i++) {
      courier.take(left);
      for (int ticks = 0; ticks < 20; ticks++) {
        pass(courier, 500);
      }
      List<String> failed =
          courier.outcomes().stream()
              .filter(outcome -> outcome.result() == Result.FAILED)
              .map(ErrandOutcome::sha256)
              .toList();
      left = left.stream().filter(errand -> failed.contains(errand.sha256())).toList();
    }

    assertThat(left).extracting(Errand::sha256).containsExactly(bad.hex());
  }

  @Test
  void leavesAReceiverThatFailedAloneForAWhile() {
    ways.answer =
        parcel -> {
          throw new LinkException(Kind.BUSY, "busy");
        };
    Courier courier = courier();
    courier.take(errands("a", 1, 10));
    courier.take(errands("a", 1, 10));
    ways.below.add("b");
    courier.take(errands("b", 1, 10));
    assertThat(ways.requests).containsExactly("up a 1", "down b 1");

    pass(courier, 499);
    assertThat(ways.requests).hasSize(2);
    pass(courier, 1);
    assertThat(ways.requests).containsExactly("up a 1", "down b 1", "up a 1");
  }

  @Test
  void hasEightRequestsAtOnceAndNoErrandTwice() {
    Courier courier = courier(tasks::add, OptionalLong.empty());
    List<Errand> errands = errands("a", 1000, 10);
    courier.take(errands);
    courier.take(errands);

    assertThat(tasks).hasSize(8);
    assertThat(courier.underWay()).isEqualTo(1000);
    runAll();
    assertThat(ways.requests).hasSize(16);
    assertThat(courier.outcomes()).hasSize(1000);
    courier.take(errands.subList(0, 1));
    runAll();
    assertThat(courier.outcomes()).hasSize(1);
  }

  @Test
  @Timeout(60)
  void tellsOfEveryErrandOnceWhoeverIsBusy() throws InterruptedException {
    List<Errand> errands = errands("a", 4000, 100_000);
    Set<String> told = new HashSet<>();
    int outcomes = 0;
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Courier courier = courier(pool, OptionalLong.empty());
      for (int i = 0; i < 4000; i += 250) {
        List<Errand> some = errands.subList(i, i + 250);
        pool.execute(() -> courier.take(some));
      }
      while (outcomes < 4000) {
        courier.tick();
        for (ErrandOutcome outcome : courier.outcomes()) {
          assertThat(outcome.result()).isEqualTo(Result.SENT);
          told.add(outcome.sha256());
          outcomes++;
        }
      }
      assertThat(courier.underWay()).isZero();
      assertThat(courier.outcomes()).isEmpty();
    } finally {
      pool.shutdown();
      assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(told).hasSize(4000);
  }

  @Test
  void givesReceiversTheirTurns() {
    Courier courier = courier(tasks::add, OptionalLong.empty());
    courier.take(errands("a", 128, 10));
    courier.take(errands("b", 128, 10));
    runAll();

    assertThat(ways.requests).containsExactly("up a 64", "up b 64", "up a 64", "up b 64");
  }

  @Test
  void sendsNoFasterThanTheRate() {
    Courier courier = courier(Runnable::run, OptionalLong.of(1000));
    courier.take(errands("a", 50, 100));
    assertThat(courier.underWay()).isEqualTo(40);

    pass(courier, 200);
    assertThat(courier.underWay()).isEqualTo(38);
    for (int i = 0; i < 18; i++) {
      pass(courier, 200);
    }
    assertThat(courier.underWay()).isEqualTo(2);
    pass(courier, 200);
    assertThat(courier.underWay()).isZero();
  }

  @Test
  void aBlobThatIsLargerThanTheRatePassesAndIsPaidOffAfter() {
    Courier courier = courier(Runnable::run, OptionalLong.of(1000));
    courier.take(List.of(errand(blobs.add(1, 5000), "a"), errand(blobs.add(2, 10), "a")));
    assertThat(courier.underWay()).isEqualTo(1);

    pass(courier, 4000);
    assertThat(courier.underWay()).isEqualTo(1);
    pass(courier, 1);
    assertThat(courier.underWay()).isZero();
  }

  @Test
  void forgetsWhatIsNotBegun() {
    Courier courier = courier(tasks::add, OptionalLong.empty());
    courier.take(errands("a", 10, 10));
    courier.clear();
    assertThat(courier.underWay()).isZero();
    runAll();
    assertThat(ways.requests).isEmpty();

    courier.take(errands("a", 10, 10));
    runAll();
    assertThat(ways.requests).hasSize(1);
  }

  @Test
  void finishesWhatIsUnderWayWhenItIsClosed() {
    Courier courier = courier(tasks::add, OptionalLong.empty());
    ways.answer =
        parcel -> {
          courier.close();
          return receipt(parcel, Result.SENT, null);
        };
    courier.take(errands("a", 70, 10));
    runAll();

    assertThat(courier.outcomes()).hasSize(64);
    assertThat(courier.underWay()).isZero();
    courier.take(errands("a", 1, 10));
    assertThat(courier.underWay()).isZero();
  }

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private static void assertOutcome(Courier courier, Result result, String detail) {
    assertThat(courier.outcomes())
        .extracting(ErrandOutcome::result, ErrandOutcome::detail)
        .containsExactly(tuple(result, detail));
  }

  @Test
  void looksAtItsOwnCopiesWhereTheGatewayHasDoubts() {
    Sha256 whole = blobs.add(1, 10);
    Sha256 damaged = blobs.add(2, 10);
    Courier courier = courier();
    courier.check(whole::equals);
    courier.take(List.of(errand(whole, "me"), errand(damaged, "me")));

    assertThat(ways.requests).isEmpty();
    assertThat(courier.underWay()).isZero();
    assertThat(courier.outcomes())
        .extracting(ErrandOutcome::sha256, ErrandOutcome::receiver, ErrandOutcome::result)
        .containsExactly(
            tuple(whole.hex(), "me", Result.SENT), tuple(damaged.hex(), "me", Result.DAMAGED));
  }

  @Test
  void saysThatACopyCouldNotBeLookedAt() {
    Sha256 blob = blobs.add(1, 10);
    Courier courier = courier();
    courier.take(List.of(errand(blob, "me")));
    assertOutcome(courier, Result.FAILED, "this node cannot check its copies");

    courier.check(
        hash -> {
          throw new IllegalStateException("the disk is away");
        });
    try (LogLines log = new LogLines(CopyChecks.class)) {
      courier.take(List.of(errand(blob, "me")));
      assertThat(log.lines()).hasSize(1);
    }
    assertThat(courier.outcomes())
        .hasSize(1)
        .allMatch(outcome -> outcome.result() == Result.FAILED)
        .allMatch(outcome -> outcome.detail().contains("the disk is away"));
  }

  @Test
  void looksOnceAtACopyThatItIsAskedAboutTwice() {
    Sha256 blob = blobs.add(1, 10);
    Courier courier = courier(tasks::add, OptionalLong.empty());
    courier.check(hash -> true);
    courier.take(List.of(errand(blob, "me")));
    courier.take(List.of(errand(blob, "me")));
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }

    assertThat(courier.outcomes()).hasSize(1);
  }
}
