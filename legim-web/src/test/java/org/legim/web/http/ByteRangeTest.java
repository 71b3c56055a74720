package org.legim.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-0|1000|0|0",
        "bytes=0-499|1000|0|499",
        "bytes=500-999|1000|500|999",
        "bytes=999-999|1000|999|999",
        "bytes=0-|1000|0|999",
        "bytes=9-|1000|9|999",
        "bytes=999-|1000|999|999",
        "bytes=0-1000|1000|0|999",
        "bytes=500-99999|1000|500|999",
        "bytes=-1|1000|999|999",
        "bytes=-500|1000|500|999",
        "bytes=-1000|1000|0|999",
        "bytes=-1001|1000|0|999",
        "bytes=0-0|1|0|0",
        "bytes=-5|1|0|0",
        "bytes=0000-0009|1000|0|9",
        "bytes=00000000000000000000005-00000000000000000000009|1000|5|9",
        "BYTES=0-9|1000|0|9",
        "Bytes=0-9|1000|0|9",
        "bytes= 0-9|1000|0|9",
        "bytes=\t0-9 |1000|0|9",
        "bytes=,0-9|1000|0|9",
        "bytes=, ,0-9, ,|1000|0|9",
        "bytes=1-9223372036854775806|1000|1|999",
        "bytes=1-9223372036854775807|1000|1|999",
        "bytes=1-9223372036854775808|1000|1|999",
        "bytes=1-99999999999999999999999999999999|1000|1|999",
        "bytes=-99999999999999999999999999999999|1000|0|999",
        "bytes=5000000000-5000000001|6000000000|5000000000|5000000001",
        "bytes=-1|9223372036854775807|9223372036854775806|9223372036854775806"
      })
  void isOnePart(String range, long length, long first, long last) {
    assertThat(ByteRange.parse(range, length)).isEqualTo(new ByteRange.Part(first, last, length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=1000-|1000",
        "bytes=1000-1000|1000",
        "bytes=1000-2000|1000",
        "bytes=2000-|1000",
        "bytes=-0|1000",
        "bytes=-000|1000",
        "bytes=0-|0",
        "bytes=0-0|0",
        "bytes=5-9|0",
        "bytes=-0|0",
        "bytes=9223372036854775807-|1000",
        "bytes=9223372036854775808-|1000",
        "bytes=99999999999999999999-99999999999999999999|1000"
      })
  void isUnsatisfiable(String range, long length) {
    assertThat(ByteRange.parse(range, length)).isEqualTo(new ByteRange.Unsatisfiable(length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null|1000",
        "''|1000",
        "bytes|1000",
        "bytes=|1000",
        "bytes=,|1000",
        "bytes=-|1000",
        "bytes=--1|1000",
        "bytes=-1-|1000",
        "bytes=1|1000",
        "bytes=a-b|1000",
        "bytes=0-b|1000",
        "bytes=a-|1000",
        "bytes=0x0-0x9|1000",
        "bytes=+0-9|1000",
        "bytes=0 -9|1000",
        "bytes=0- 9|1000",
        "bytes = 0-9|1000",
        "bytes =0-9|1000",
        "bytes:0-9|1000",
        "bytes 0-9|1000",
        "bytes=0-9/1000|1000",
        "bytes=9-0|1000",
        "bytes=2000-1000|1000",
        "bytes=99999999999999999999-0|1000",
        "bytes=0-9,20-29|1000",
        "bytes=0-9, -1|1000",
        "bytes=0-9;20-29|1000",
        "bytes=0-9,2000-|1000",
        "bytes=0-9,x|1000",
        "bytes=\u0660-\u0669|1000",
        "items=0-9|1000",
        "none|1000",
        "seconds=1-2|1000",
        "bytesx=0-9|1000",
        "xbytes=0-9|1000",
        "bytes=-5|0",
        "null|0"
      })
  void isTheWhole(String range, long length) {
    assertThat(ByteRange.parse(range, length)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void saysItsContentRange() {
    ByteRange.Part part = new ByteRange.Part(2, 5, 10);

    assertThat(part.contentRange()).isEqualTo("bytes 2-5/10");
    assertThat(part.size()).isEqualTo(4);
    assertThat(new ByteRange.Unsatisfiable(10).contentRange()).isEqualTo("bytes */10");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 1", "1, 0, 2", "0, 1, 1", "0, 0, 0"})
  void refusesAPartThatIsNone(long first, long last, long length) {
    assertThatThrownBy(() -> new ByteRange.Part(first, last, length))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
