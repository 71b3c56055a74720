package org.legim.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentLatenciesTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private final RecentLatencies recent = new RecentLatencies(0);

  @Test
  void hasNoPercentileOfFewSamples() {
    add(RecentLatencies.FEWEST - 1, 1_000_000, 0);
    assertThat(recent.percentile(0)).isEmpty();

    add(1, 1_000_000, 0);
    assertThat(recent.percentile(0)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_023, 1_024, 8_191, 8_192, 1_000_000, 167_000_000, 60_000_000_000L})
  void isAtMostAnEighthTooHigh(long nanos) {
    add(100, nanos, 0);

    assertThat(recent.percentile(0).orElseThrow())
        .isGreaterThan(nanos)
        .isLessThanOrEqualTo(nanos + Math.max(1_024, nanos / 8));
  }

  @Test
  void takesWhatIsLongerThanItCanTellForTheLongest() {
    add(100, Long.MAX_VALUE, 0);

    assertThat(recent.percentile(0).orElseThrow()).isGreaterThan(60 * SECOND);
  }

  @Test
  void leavesOutTheSlowestTwentieth() {
    add(95, 1_000_000, 0);
    add(5, 900_000_000, 0);

    assertThat(recent.percentile(0).orElseThrow()).isLessThan(1_200_000);
  }

  @Test
  void forgetsWhatIsLongAgo() {
    add(100, 900_000_000, 0);
    add(100, 1_000_000, 12 * SECOND);
    assertThat(recent.percentile(12 * SECOND).orElseThrow()).isGreaterThan(900_000_000);

    add(100, 1_000_000, 23 * SECOND);
    assertThat(recent.percentile(23 * SECOND).orElseThrow()).isLessThan(1_200_000);

    assertThat(recent.percentile(60 * SECOND)).isEmpty();
  }

  private void add(int count, long nanos, long now) {
    for (int i = 0; i < count; i++) {
      recent.add(nanos, now);
    }
  }
}
