package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "100000000, 100000000",
    "7 B, 7",
    "500GB, 500000000000",
    "100 MB, 100000000",
    "1.5 TiB, 1649267441664",
    "2kb, 2000",
    "2 KiB, 2048",
    "0.5 KiB, 512",
    "1PB, 1000000000000000",
    "7 EiB, 8070450532247928832",
    "9223372036854775807, 9223372036854775807",
  })
  void readsDecimalAndBinaryUnits(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "MB", "1M", "1Mi", "1,5 MB", "1  MB", "-1", "+1", "1e9", "0", "0.1", "8 EiB"})
  void refusesWhatIsNoSize(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text));
  }
}
