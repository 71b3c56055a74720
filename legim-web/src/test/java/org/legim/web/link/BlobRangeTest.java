package org.legim.web.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.link.BlobPart;
import org.legim.link.LinkException;

class BlobRangeTest {

  @Test
  void isTheWholeWithoutAHeader() throws LinkException {
    assertThat(BlobRange.parse(null)).isEqualTo(new BlobRange(false, 0, -1));
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-0, 0, 1", "bytes=5-14, 5, 10", "bytes=7-, 7, -1"})
  void readsARange(String header, long from, long count) throws LinkException {
    assertThat(BlobRange.parse(header)).isEqualTo(new BlobRange(true, from, count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes=", "bytes=-5", "bytes=5-4", "bytes=1-2,4-5", "lines=1-2", "bytes=+1-2"})
  void refusesEverythingElse(String header) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> BlobRange.parse(header))
        .matches(e -> e.kind() == LinkException.Kind.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"100, bytes 5-14/100", "-1, bytes 5-14/*"})
  void saysWhichPartThisIs(long total, String value) {
    BlobPart part = new BlobPart(5, 10, total, out -> {}, () -> {});
    assertThat(BlobRange.contentRange(part)).isEqualTo(value);
  }
}
