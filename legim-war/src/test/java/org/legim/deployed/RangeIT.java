package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.util.Arrays;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Hashes;
import org.legim.testing.Images;

/** Parts of an image (RFC 9110 section 14). */
@RunAsClient
class RangeIT extends DeployedTest {

  private static final int LENGTH = 3_054;

  private final String id = fresh();
  private final String path = "images/" + id;
  private final byte[] bmp = Images.draw("bmp", 40, 25);
  private final String tag = '"' + Hashes.sha256(bmp) + '"';

  @BeforeEach
  void store() {
    assertThat(bmp).hasSize(LENGTH);
    stored(id, bmp);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=100-199, 100, 199",
    "bytes=3000-, 3000, 3053",
    "bytes=3053-3053, 3053, 3053",
    "bytes=3000-9999, 3000, 3053",
    "bytes=0-3053, 0, 3053",
    "bytes=-1, 3053, 3053",
    "bytes=-100, 2954, 3053",
    "bytes=-9999, 0, 3053",
    "bytes=3000-99999999999999999999, 3000, 3053",
  })
  void aPartIsAnswered(String range, int first, int last) {
    Answer answer = api.get(path, "Range", range);

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("Content-Range"))
        .isEqualTo("bytes " + first + '-' + last + '/' + LENGTH);
    assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(last - first + 1));
    assertThat(answer.header("Content-Type")).isEqualTo("image/bmp");
    assertThat(answer.header("ETag")).isEqualTo(tag);
    assertThat(answer.header("Last-Modified")).isNotNull();
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bmp, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=0-0,2-2", "bytes=5-2", "bytes=", "bytes=a-b", "lines=1-2", "nonsense"})
  void theWholeIsAnsweredWhereARangeMayBeIgnored(String range) {
    Answer answer = api.get(path, "Range", range);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Range")).isNull();
    assertThat(answer.body()).isEqualTo(bmp);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=3054-", "bytes=9999-10000", "bytes=-0"})
  void noPartIsAProblem(String range) {
    Answer answer = api.get(path, "Range", range);

    assertProblem(answer, 416, "range-not-satisfiable");
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + LENGTH);
  }

  @Test
  void headKnowsNoRanges() {
    Answer answer = api.head(path, "Range", "bytes=0-9");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(LENGTH));
  }

  @Test
  void ifRangeGivesThePartOfTheSameBytesOnly() {
    String modified = api.head(path).header("Last-Modified");

    assertThat(status("If-Range", tag)).isEqualTo(206);
    assertThat(status("If-Range", modified)).isEqualTo(206);
    assertThat(status("If-Range", "\"0123\"")).isEqualTo(200);
    assertThat(status("If-Range", "W/" + tag)).isEqualTo(200);
    assertThat(status("If-Range", "Sat, 01 Jan 2000 00:00:00 GMT")).isEqualTo(200);
    assertThat(status("If-Range", "nonsense")).isEqualTo(200);
  }

  @Test
  void preconditionsComeBeforeRanges() {
    assertThat(status("If-None-Match", tag)).isEqualTo(304);
    assertThat(status("If-Match", "\"0123\"")).isEqualTo(412);
  }

  private int status(String header, String value) {
    return api.get(path, "Range", "bytes=0-9", header, value).status();
  }
}
