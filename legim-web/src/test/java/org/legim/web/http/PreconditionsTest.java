package org.legim.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.image.WriteCondition;
import org.legim.web.http.Preconditions.Outcome;

class PreconditionsTest {
  private static final String BEFORE = "Sun, 22 Nov 2026 12:00:00 GMT";
  private static final String AT = "Mon, 23 Nov 2026 12:00:00 GMT";
  private static final String AFTER = "Tue, 24 Nov 2026 12:00:00 GMT";

  /** It was modified a fraction of a second after AT, which no header field can tell. */
  private static final Representation CURRENT =
      new Representation(EntityTag.strong("abc"), Instant.parse("2026-11-23T12:00:00.999Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "-                   | true",
        "*                   | true",
        "` * `               | true",
        "\"abc\"             | true",
        "\"x\", \"abc\"      | true",
        "\"x\",\"abc\",\"y\" | true",
        ", ,\"abc\" ,        | true",
        "\"a,b\", \"abc\"    | true",
        "\"x\"               | false",
        "\"ABC\"             | false",
        "\"abc,x\"           | false",
        "\"x,abc\"           | false",
        "W/\"abc\"           | false",
        "W/\"abc\", \"abc\"  | true",
        "``                  | false",
        "`,`                 | false",
        "abc                 | false",
        "'abc'               | false",
        "\"abc               | false",
        "\"abc\" \"x\"       | false",
        "\"abc\"\"x\"        | false",
        "\"abc\", x          | false",
        "\"abc\", *          | false",
        "*, \"abc\"          | false",
        "**                  | false",
        "\"*\"               | false"
      })
  void comparesIfMatchStrongly(String ifMatch, boolean holds) {
    Preconditions preconditions = preconditions("If-Match", ifMatch);
    Outcome expected = holds ? Outcome.PROCEED : Outcome.PRECONDITION_FAILED;

    assertThat(preconditions.forRead(CURRENT)).isEqualTo(expected);
    assertThat(preconditions.forWrite(Optional.of(CURRENT))).isEqualTo(expected);
    assertThat(preconditions.forWrite(Optional.empty()))
        .isEqualTo(ifMatch == null ? Outcome.PROCEED : Outcome.PRECONDITION_FAILED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "-                     | true",
        "*                     | false",
        "`\t*`                 | false",
        "\"abc\"               | false",
        "W/\"abc\"             | false",
        "\"x\", W/\"abc\"      | false",
        "\"x\",,\"abc\"        | false",
        "\"x\"                 | true",
        "W/\"x\", \"abc,\"     | true",
        "``                    | true",
        "abc                   | true",
        "\"abc                 | true",
        "w/\"abc\"             | true",
        "\"abc\" \"x\"         | true",
        "\"*\"                 | true",
        "*, *                  | true"
      })
  void comparesIfNoneMatchWeakly(String ifNoneMatch, boolean holds) {
    Preconditions preconditions = preconditions("If-None-Match", ifNoneMatch);

    assertThat(preconditions.forRead(CURRENT))
        .isEqualTo(holds ? Outcome.PROCEED : Outcome.NOT_MODIFIED);
    assertThat(preconditions.forWrite(Optional.of(CURRENT)))
        .isEqualTo(holds ? Outcome.PROCEED : Outcome.PRECONDITION_FAILED);
    assertThat(preconditions.forWrite(Optional.empty())).isEqualTo(Outcome.PROCEED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|PROCEED",
        BEFORE + "|PROCEED",
        AT + "|NOT_MODIFIED",
        AFTER + "|NOT_MODIFIED",
        "Monday, 23-Nov-26 12:00:00 GMT|NOT_MODIFIED",
        "Mon Nov 23 12:00:00 2026|NOT_MODIFIED",
        "Mon, 23 Nov 2026 11:59:59 GMT|PROCEED",
        "Sun, 23 Nov 2026 12:00:00 GMT|PROCEED",
        "tomorrow|PROCEED",
        "''|PROCEED",
        AFTER + ", " + AFTER + "|PROCEED"
      })
  void comparesIfModifiedSinceOnReadsOnly(String date, Outcome outcome) {
    Preconditions preconditions = preconditions("If-Modified-Since", date);

    assertThat(preconditions.forRead(CURRENT)).isEqualTo(outcome);
    assertThat(preconditions.forWrite(Optional.of(CURRENT))).isEqualTo(Outcome.PROCEED);
    assertThat(preconditions.forWrite(Optional.empty())).isEqualTo(Outcome.PROCEED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|PROCEED",
        BEFORE + "|PRECONDITION_FAILED",
        AT + "|PROCEED",
        AFTER + "|PROCEED",
        "Mon, 23 Nov 2026 11:59:59 GMT|PRECONDITION_FAILED",
        "yesterday|PROCEED",
        "''|PROCEED"
      })
  void comparesIfUnmodifiedSince(String date, Outcome outcome) {
    Preconditions preconditions = preconditions("If-Unmodified-Since", date);

    assertThat(preconditions.forRead(CURRENT)).isEqualTo(outcome);
    assertThat(preconditions.forWrite(Optional.of(CURRENT))).isEqualTo(outcome);
    assertThat(preconditions.forWrite(Optional.empty())).isEqualTo(Outcome.PROCEED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        // If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since: read, write
        // If-Match makes If-Unmodified-Since moot
        "\"abc\"|" + BEFORE + "|-|-|PROCEED|PROCEED",
        "\"x\"|" + AFTER + "|-|-|PRECONDITION_FAILED|PRECONDITION_FAILED",
        "x|" + AFTER + "|-|-|PRECONDITION_FAILED|PRECONDITION_FAILED",
        // If-None-Match makes If-Modified-Since moot
        "-|-|\"abc\"|" + BEFORE + "|NOT_MODIFIED|PRECONDITION_FAILED",
        "-|-|\"x\"|" + AFTER + "|PROCEED|PROCEED",
        "-|-|x|" + AFTER + "|PROCEED|PROCEED",
        // what guards against lost updates comes before what spares a transfer
        "\"x\"|-|\"abc\"|-|PRECONDITION_FAILED|PRECONDITION_FAILED",
        "\"abc\"|-|\"abc\"|-|NOT_MODIFIED|PRECONDITION_FAILED",
        "\"abc\"|-|\"x\"|-|PROCEED|PROCEED",
        "*|-|-|" + AT + "|NOT_MODIFIED|PROCEED",
        "-|" + BEFORE + "|\"abc\"|-|PRECONDITION_FAILED|PRECONDITION_FAILED",
        "-|" + AFTER + "|\"abc\"|-|NOT_MODIFIED|PRECONDITION_FAILED",
        "-|" + AFTER + "|-|" + AFTER + "|NOT_MODIFIED|PROCEED",
        "-|" + BEFORE + "|-|" + AFTER + "|PRECONDITION_FAILED|PRECONDITION_FAILED"
      })
  void evaluatesInTheOrderOfTheRfc(
      String ifMatch,
      String ifUnmodifiedSince,
      String ifNoneMatch,
      String ifModifiedSince,
      Outcome read,
      Outcome write) {
    Preconditions preconditions =
        new Preconditions(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, null);

    assertThat(preconditions.forRead(CURRENT)).isEqualTo(read);
    assertThat(preconditions.forWrite(Optional.of(CURRENT))).isEqualTo(write);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "-|true",
        "\"abc\"|true",
        "` \"abc\" `|true",
        "\"x\"|false",
        "W/\"abc\"|false",
        "\"abc\", \"x\"|false",
        "*|false",
        "abc|false",
        "``|false",
        AT + "|true",
        "Monday, 23-Nov-26 12:00:00 GMT|true",
        BEFORE + "|false",
        AFTER + "|false",
        "today|false"
      })
  void honoursARangeOfTheseVeryBytesOnly(String ifRange, boolean allowed) {
    assertThat(preconditions("If-Range", ifRange).allowRange(CURRENT)).isEqualTo(allowed);
  }

  @Test
  void handsOverWhatTheWriterHasToAskAgain() {
    WriteCondition condition =
        new Preconditions("\"a\", W/\"b\"", "\"c\", W/\"d\"", AT, AT, null).writeCondition();

    assertThat(condition.holds(Optional.of("a"))).isTrue();
    assertThat(condition.holds(Optional.of("b"))).isFalse();
    assertThat(condition.ifNoneMatch().orElseThrow().listed()).containsExactlyInAnyOrder("c", "d");
    assertThat(preconditions("If-None-Match", "*").writeCondition())
        .isEqualTo(WriteCondition.ABSENT);
    assertThat(new Preconditions(null, null, AT, AT, "\"a\"").writeCondition())
        .isEqualTo(WriteCondition.NONE);
  }

  @Test
  void proceedsWithoutPreconditions() {
    Preconditions none = Preconditions.of(name -> null);

    assertThat(none.forRead(CURRENT)).isEqualTo(Outcome.PROCEED);
    assertThat(none.forWrite(Optional.of(CURRENT))).isEqualTo(Outcome.PROCEED);
    assertThat(none.forWrite(Optional.empty())).isEqualTo(Outcome.PROCEED);
    assertThat(none.allowRange(CURRENT)).isTrue();
  }

  @Test
  void takesEachHeaderFieldByItsName() {
    assertThat(Preconditions.of(name -> name))
        .isEqualTo(
            new Preconditions(
                "If-Match",
                "If-None-Match",
                "If-Modified-Since",
                "If-Unmodified-Since",
                "If-Range"));
  }

  private static Preconditions preconditions(String name, String value) {
    Map<String, String> headers = new HashMap<>();
    headers.put(name, value);
    return Preconditions.of(headers::get);
  }
}
