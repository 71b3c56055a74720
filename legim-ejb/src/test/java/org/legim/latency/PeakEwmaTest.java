package org.legim.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeakEwmaTest {

  private static final long TAU = 1_000;

  private final PeakEwma average = new PeakEwma(30);

  @Test
  void expectsThePriorUntilThereIsASample() {
    average.expect(70);
    assertThat(average.nanos()).isEqualTo(70);

    average.observe(5, 0, TAU);
    average.expect(70);
    assertThat(average.nanos()).isEqualTo(5);
  }

  @Test
  void followsAPeakAtOnce() {
    average.observe(10, 0, TAU);
    average.observe(500, 1, TAU);

    assertThat(average.nanos()).isEqualTo(500);
  }

  @Test
  void forgetsAPeakByTheTimeThatHasPassed() {
    average.observe(1_010, 0, TAU);
    average.observe(10, TAU, TAU);

    assertThat(average.nanos()).isCloseTo(10 + 1_000 / Math.E, within(1e-9));
  }

  @Test
  void forgetsNoSoonerBecauseThereAreMoreSamples() {
    average.observe(1_010, 0, TAU);
    for (int i = 1; i <= 100; i++) {
      average.observe(10, TAU * i / 100, TAU);
    }

    assertThat(average.nanos()).isCloseTo(10 + 1_000 / Math.E, within(1e-9));
  }

  @Test
  void ignoresAClockThatStandsStill() {
    average.observe(100, 50, TAU);
    average.observe(10, 50, TAU);

    assertThat(average.nanos()).isEqualTo(100);
  }
}
