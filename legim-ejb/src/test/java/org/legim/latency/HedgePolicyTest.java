package org.legim.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HedgePolicyTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Latencies latencies = new Latencies(() -> this.now);
  private final HedgePolicy hedges = new HedgePolicy(latencies);
  private long now;

  @Test
  void waitsForLongOfANodeThatItDoesNotKnow() {
    assertThat(hedges.sent("usa")).isEqualTo(300 * MILLI);
  }

  @Test
  void waitsForAsLongAsMostReadsTake() {
    read("usa", 50, 100);

    assertThat(hedges.sent("usa")).isBetween(50 * MILLI, 60 * MILLI);
  }

  @Test
  void waitsForTheLeastTimeOfAQuickNode() {
    read("usa", 1, 100);

    assertThat(hedges.sent("usa")).isEqualTo(10 * MILLI);
  }

  @Test
  void addsAtMostATwentieth() {
    int hedged = 0;
    for (int i = 0; i < 20_000; i++) {
      hedges.sent("usa");
      hedged += hedges.mayHedge("hanoi") ? 1 : 0;
    }
    assertThat(hedged).isBetween(1_000, 1_010);
  }

  @Test
  void savesNoMoreThanAHundred() {
    for (int i = 0; i < 20_000; i++) {
      hedges.sent("usa");
    }
    int late = 0;
    while (hedges.mayHedge("hanoi")) {
      late++;
    }
    int stuck = 0;
    while (hedges.mayHedgeStuck("usa", "hanoi")) {
      stuck++;
    }
    assertThat(late).isEqualTo(80);
    assertThat(stuck).isEqualTo(20);
  }

  @Test
  void keepsAReserveForReadsThatAreStuck() {
    while (hedges.mayHedge("hanoi")) {
      hedges.sent("usa");
    }
    assertThat(hedges.mayHedgeStuck("usa", "hanoi")).isTrue();
  }

  @Test
  void spendsNothingOnReadsOfANodeThatHasFailed() {
    while (hedges.mayHedgeStuck("usa", "hanoi")) {
      hedges.sent("usa");
    }
    try (Attempt failing = latencies.read("usa")) {
      failing.failed();
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(hedges.mayHedgeStuck("usa", "hanoi")).isTrue();
    }
    assertThat(hedges.mayHedgeStuck("usa", "usa")).isFalse();
    assertThat(hedges.mayHedgeStuck("florida", "hanoi")).isFalse();
  }

  @Test
  void looksAgainWithinATenthOfASecondToASecond() {
    assertThat(HedgePolicy.pause(10 * MILLI)).isEqualTo(100 * MILLI);
    assertThat(HedgePolicy.pause(300 * MILLI)).isEqualTo(300 * MILLI);
    assertThat(HedgePolicy.pause(5_000 * MILLI)).isEqualTo(1_000 * MILLI);
  }

  @Test
  void asksNoNodeThatHasFailed() {
    try (Attempt failing = latencies.read("hanoi")) {
      failing.failed();
    }
    assertThat(hedges.mayHedge("hanoi")).isFalse();
    assertThat(hedges.mayHedge("usa")).isTrue();
  }

  private void read(String node, long millis, int times) {
    for (int i = 0; i < times; i++) {
      Attempt read = latencies.read(node);
      now += millis * MILLI;
      read.answered();
      read.close();
    }
  }
}
