package org.legim.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Latencies latencies = new Latencies(() -> this.now);
  private long now = 7 * SECOND;

  @Test
  void expectNothingOfAStrangerThatCouldBeShown() {
    assertThat(latencies.expected("hanoi")).isEmpty();
    latencies.pinged("hanoi", 4 * MILLI);
    assertThat(latencies.expected("hanoi")).hasValue(4.0 * MILLI);

    try (Attempt read = latencies.read("usa")) {
      now += 9 * MILLI;
      read.answered();
    }
    assertThat(latencies.expected("usa")).hasValue(9.0 * MILLI);
  }

  @Test
  void expectsThirtyMillisecondsOfAStranger() {
    assertThat(latencies.cost("hanoi")).isEqualTo(30.0 * MILLI);
  }

  @Test
  void expectsThePingOfANodeThatWasNotReadFrom() {
    latencies.pinged("hanoi", 4 * MILLI);

    assertThat(latencies.cost("hanoi")).isEqualTo(4.0 * MILLI);
  }

  @Test
  void measuresTheFirstByteAndNotTheRest() {
    Attempt read = latencies.read("hanoi");
    now += 6 * MILLI;
    read.answered();
    now += 40 * SECOND;
    read.close();

    assertThat(latencies.cost("hanoi")).isEqualTo(6.0 * MILLI);
  }

  @Test
  void countsReadsInFlightUntilTheyEnd() {
    read("hanoi", 6 * MILLI);
    Attempt one = latencies.read("hanoi");
    Attempt other = latencies.read("hanoi");
    one.answered();

    assertThat(latencies.standing("hanoi").inFlight()).isEqualTo(2);
    one.close();
    one.close();
    assertThat(latencies.standing("hanoi").inFlight()).isEqualTo(1);
    other.close();
    assertThat(latencies.standing("hanoi").inFlight()).isZero();
  }

  @Test
  void seesThatANodeIsSlowBeforeItAnswers() {
    read("hanoi", 6 * MILLI);
    Attempt stuck = latencies.read("hanoi");
    Attempt other = latencies.read("hanoi");
    other.answered();
    other.close();
    now += 200 * MILLI;

    assertThat(latencies.cost("hanoi")).isEqualTo(2.0 * 200 * MILLI);
    stuck.outrun();
    stuck.close();
    assertThat(latencies.cost("hanoi")).isEqualTo(200.0 * MILLI);
  }

  @Test
  void learnsNothingFromAReadThatWasOutrunSoon() {
    read("hanoi", 50 * MILLI);
    Attempt hedge = latencies.read("hanoi");
    now += 3 * MILLI;
    hedge.outrun();
    hedge.close();

    assertThat(latencies.cost("hanoi")).isEqualTo(50.0 * MILLI);
  }

  @Test
  void takesAQuickFailureForASlowAnswer() {
    read("hanoi", 6 * MILLI);
    try (Attempt failing = latencies.read("hanoi")) {
      now += MILLI;
      failing.failed();
    }
    assertThat(latencies.cost("hanoi")).isEqualTo(5.0 * SECOND);
    assertThat(latencies.isFailed("hanoi")).isTrue();
  }

  @Test
  void takesABreakInTheMiddleForAFailure() {
    try (Attempt breaking = latencies.read("hanoi")) {
      breaking.answered();
      breaking.failed();
    }
    assertThat(latencies.isFailed("hanoi")).isTrue();
  }

  @Test
  void forgetsAFailureWithTheNextAnswer() {
    read("hanoi", 6 * MILLI);
    try (Attempt failing = latencies.read("hanoi")) {
      failing.failed();
    }
    now += SECOND;
    probe("hanoi", 6 * MILLI);

    assertThat(latencies.standing("hanoi").reads()).isEqualTo(1);
    assertThat(latencies.cost("hanoi")).isCloseTo(6.0 * MILLI, within(1.0));
  }

  @Test
  void probesWhatHasNotBeenMeasuredForASecondAndOneAtATime() {
    read("hanoi", 6 * MILLI);
    now += SECOND - 1;
    assertThat(latencies.probe("hanoi")).isEmpty();
    now++;
    Attempt probe = latencies.probe("hanoi").orElseThrow();

    now += 60 * SECOND;
    assertThat(latencies.probe("hanoi")).isEmpty();
    probe.failed();
    probe.close();
    assertThat(latencies.probe("hanoi")).isEmpty();
    now += SECOND;
    assertThat(latencies.probe("hanoi")).isPresent();
  }

  @Test
  void doesNotCountProbesAsReadsInFlight() {
    assertThat(latencies.probe("hanoi")).isPresent();

    assertThat(latencies.standing("hanoi").inFlight()).isZero();
  }

  @Test
  void doesNotExileANodeForOneLongPause() {
    read("hanoi", 5 * MILLI);
    read("hanoi", 3 * SECOND);
    for (int i = 0; i < 8; i++) {
      now += SECOND;
      probe("hanoi", 5 * MILLI);
    }
    assertThat(latencies.cost("hanoi")).isLessThan(1.2 * 5 * MILLI);
  }

  @Test
  void tellsWhatItKnows() {
    read("hanoi", 6 * MILLI);
    now += SECOND;

    Standing standing = latencies.standing("hanoi");

    assertThat(standing.node()).isEqualTo("hanoi");
    assertThat(standing.expected()).isEqualTo(6.0 * MILLI);
    assertThat(standing.age()).hasValue(SECOND);
    assertThat(standing.reads()).isEqualTo(1);
    assertThat(standing.ping()).isEmpty();
    assertThat(standing.percentile()).isEmpty();
    assertThat(latencies.standing("usa").age()).isEmpty();
  }

  private void read(String node, long took) {
    end(latencies.read(node), took);
  }

  private void probe(String node, long took) {
    end(latencies.probe(node).orElseThrow(), took);
  }

  private void end(Attempt attempt, long took) {
    now += took;
    attempt.answered();
    attempt.close();
  }
}
