package org.legim.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainLineTest {

  private static DrainView drain(long done, long left, long rate, OptionalLong seconds) {
    return new DrainView(
        "d1",
        "hanoi",
        "retire",
        "draining",
        "",
        Optional.empty(),
        "",
        done,
        done * 100,
        left,
        left * 100,
        0,
        rate,
        seconds,
        List.of(),
        Optional.empty());
  }

  @Test
  void saysWhatIsKnown() {
    assertThat(DrainLine.numbers(drain(40, 60, 500, OptionalLong.of(12))))
        .isEqualTo("40 of 100 images, 4.0 kB of 10 kB, 500 B/s, 12 s left");
    assertThat(DrainLine.numbers(drain(0, 60, 0, OptionalLong.empty())))
        .isEqualTo("0 of 60 images, 0 B of 6.0 kB");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 60, '[........................]   0%'",
    "50, 50, '[############............]  50%'",
    "99999, 1, '[#######################.]  99%'",
    "100, 0, '[########################] 100%'",
    "0, 0, '[########################] 100%'"
  })
  void fillsItsBarNotBeforeTheEnd(long done, long left, String bar) {
    assertThat(DrainLine.bar(drain(done, left, 0, OptionalLong.empty())))
        .startsWith("hanoi " + bar + "  " + done + " of ");
  }

  @Test
  void doesNotWrap() {
    DrainView drain = drain(1_000_000, 1_000_000, 500_000_000, OptionalLong.of(100_000));

    assertThat(DrainLine.bar(drain))
        .hasSize(79)
        .endsWith("  50%  1000000 of 2000000 images, 500 MB/s, 1 d");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "200, 3 min 20 s",
    "3600, 1 h",
    "3661, 1 h 1 min",
    "86400, 1 d",
    "604799, 6 d 23 h"
  })
  void writesTimesInTwoUnits(long seconds, String text) {
    assertThat(TimeSpan.of(seconds)).isEqualTo(text);
  }
}
