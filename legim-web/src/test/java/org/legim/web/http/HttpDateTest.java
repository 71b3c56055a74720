package org.legim.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1994-11-06T08:49:37Z|Sun, 06 Nov 1994 08:49:37 GMT",
        "1970-01-01T00:00:00Z|Thu, 01 Jan 1970 00:00:00 GMT",
        "1969-12-31T23:59:59Z|Wed, 31 Dec 1969 23:59:59 GMT",
        "2000-02-29T12:00:00Z|Tue, 29 Feb 2000 12:00:00 GMT",
        "2026-11-23T04:05:06.999999999Z|Mon, 23 Nov 2026 04:05:06 GMT",
        "0001-01-01T00:00:00Z|Mon, 01 Jan 0001 00:00:00 GMT",
        "9999-12-31T23:59:59Z|Fri, 31 Dec 9999 23:59:59 GMT"
      })
  void formatsAsImfFixdate(Instant instant, String text) {
    assertThat(HttpDate.format(instant)).isEqualTo(text);
  }

  @Test
  void formatsAndParsesEveryDayAlike() {
    DateTimeFormatter expected =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    Random random = new Random(9110);
    for (int run = 0; run < 5000; run++) {
      Instant instant = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 253_000_000_000L));
      String text = HttpDate.format(instant);

      assertThat(text).isEqualTo(expected.format(instant));
      assertThat(HttpDate.parse(text)).contains(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
  void refusesYearsWithoutFourDigits(Instant instant) {
    assertThatThrownBy(() -> HttpDate.format(instant)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sun Nov  6 08:49:37 1994|1994-11-06T08:49:37Z",
        "Wed Nov 16 08:49:37 1994|1994-11-16T08:49:37Z",
        "Sun Nov 06 08:49:37 1994|1994-11-06T08:49:37Z",
        "  Sun, 06 Nov 1994 08:49:37 GMT |1994-11-06T08:49:37Z",
        "Tue, 29 Feb 2000 00:00:00 GMT|2000-02-29T00:00:00Z",
        "Sat, 31 Dec 2016 23:59:60 GMT|2017-01-01T00:00:00Z",
        "Wednesday, 23-Nov-76 00:00:00 GMT|",
        "Monday, 23-Nov-76 00:00:00 GMT|2076-11-23T00:00:00Z",
        "Wednesday, 23-Nov-77 00:00:00 GMT|1977-11-23T00:00:00Z",
        "Monday, 23-Nov-26 00:00:00 GMT|2026-11-23T00:00:00Z",
        "Saturday, 01-Jan-00 00:00:00 GMT|2000-01-01T00:00:00Z"
      })
  void parsesAllThreeForms(String text, Instant instant) {
    assertThat(HttpDate.parse(text, CLOCK).orElse(null)).isEqualTo(instant);
  }

  @ParameterizedTest
  @EmptySource
  @ValueSource(
      strings = {
        " ",
        "0",
        "784111777",
        "now",
        "1994-11-06T08:49:37Z",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Non 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 -8:49:37 GMT",
        "Wed, 30 Feb 2000 00:00:00 GMT",
        "Thu, 29 Feb 2001 00:00:00 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994  08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT",
        "Funday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov   6 08:49:37 1994",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov  6 08:49:37 94"
      })
  void refusesWhatIsNoDate(String text) {
    assertThat(HttpDate.parse(text)).isEmpty();
  }
}
