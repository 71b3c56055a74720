package org.legim.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCountTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "1500000, 1.5 MB",
    "95000000000, 95 GB",
    "9223372036854775807, 9.2 EB"
  })
  void isShortAndInPowersOf1000(long bytes, String text) {
    assertThat(ByteCount.of(bytes)).isEqualTo(text);
  }
}
