package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.drain.Outcome;
import org.legim.node.NodeControl;

/** With the bean of the application as the node, and no server. */
@Timeout(60)
class FarewellTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String DRAINING = "legim: draining; a second Ctrl-C keeps what is left";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger halts = new AtomicInteger();
  private final CompletableFuture<Outcome> left = new CompletableFuture<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch hurried = new CountDownLatch(1);

  private Farewell farewell(Duration silence) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Farewell(new Terminal(stream, stream), silence, halts::incrementAndGet);
  }

  private List<String> lines() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private NodeControl node() {
    return NodeControl.register(
        () -> {
          asked.countDown();
          return left;
        },
        hurried::countDown,
        () -> "LEAVING");
  }

  private static CompletableFuture<ExitCode> leaving(Farewell farewell) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return farewell.leave();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"GONE, STOPPED", "STAYED, STOPPED", "KEPT, KEPT"})
  void endsTheProcessAsTheNodeHasLeft(Outcome outcome, ExitCode code) throws Exception {
    left.complete(outcome);
    try (NodeControl node = node()) {
      assertThat(node.getState()).isEqualTo("LEAVING");
      assertThat(farewell(LONG).leave()).isEqualTo(code);
    }
    assertThat(lines()).isEmpty();
  }

  @Test
  void isShortWhereThereIsNoNode() throws Exception {
    assertThat(farewell(LONG).leave()).isEqualTo(ExitCode.STOPPED);
    assertThat(lines()).isEmpty();
  }

  @Test
  void saysWhatItWaitsForAndThenHowThatEnded() throws Exception {
    try (NodeControl node = node()) {
      CompletableFuture<ExitCode> leaving = leaving(farewell(Duration.ZERO));
      while (lines().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(leaving).isNotDone();

      left.complete(Outcome.GONE);

      assertThat(leaving.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.STOPPED);
      assertThat(lines())
          .containsExactly(
              DRAINING, "legim: everything is handed over; the node has left its tree");
      assertThat(node.stop()).isEqualTo("GONE");
    }
  }

  @Test
  void aSecondSignalHurriesTheNodeAndAThirdHalts() throws Exception {
    Farewell farewell = farewell(LONG);
    try (NodeControl node = node()) {
      CompletableFuture<ExitCode> leaving = leaving(farewell);
      asked.await();

      farewell.hurry();
      hurried.await();
      assertThat(halts).hasValue(0);
      assertThat(leaving).isNotDone();

      farewell.hurry();
      assertThat(halts).hasValue(1);

      left.complete(Outcome.KEPT);
      assertThat(leaving.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.KEPT);
      assertThat(node.stop()).isEqualTo("KEPT");
    }
    assertThat(lines())
        .containsExactly(
            "legim: finishing what is under way and keeping the rest; a third stops at once");
  }

  @Test
  void aSignalHaltsWhereTheNodeIsNotLeaving() throws Exception {
    Farewell farewell = farewell(LONG);
    farewell.hurry();
    farewell.leave();
    farewell.hurry();

    assertThat(halts).hasValue(2);
  }

  @Test
  void aNodeThatCannotLeaveKeepsItsData() throws Exception {
    left.completeExceptionally(new IllegalStateException("no disk"));
    try (NodeControl node = node()) {
      assertThat(farewell(LONG).leave()).isEqualTo(ExitCode.KEPT);
      assertThat(node.getState()).isEqualTo("LEAVING");
    }
    assertThat(lines())
        .containsExactly(
            "legim: the node could not leave its tree: java.lang.IllegalStateException: no disk");
  }
}
