package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Hashes;
import org.legim.testing.Images;

/** Conditional requests for an image (RFC 9110 section 13). */
@RunAsClient
class ConditionsIT extends DeployedTest {

  private static final String OTHER = "\"0123\"";

  private final String id = fresh();
  private final String path = "images/" + id;
  private final byte[] png = Images.png();
  private final String tag = '"' + Hashes.sha256(png) + '"';

  @BeforeEach
  void store() {
    stored(id, png);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"0123\", %s", "*"})
  void aClientThatHasTheBytesIsToldSo(String form) {
    String known = form.replace("%s", tag);

    for (Answer answer :
        new Answer[] {
          api.get(path, "If-None-Match", known), api.head(path, "If-None-Match", known)
        }) {
      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.header("ETag")).isEqualTo(tag);
      assertThat(answer.header("Last-Modified")).isNotNull();
      assertThat(answer.header("Cache-Control")).isEqualTo("public, no-cache");
      assertThat(answer.header("Legim-Served-By")).isEqualTo("hanoi");
      assertThat(answer.header("Content-Type")).isNull();
    }
  }

  @Test
  void aClientWithOtherBytesGetsThese() {
    assertThat(api.get(path, "If-None-Match", OTHER).body()).isEqualTo(png);
    assertThat(api.get(path, "If-Modified-Since", secondsFromModified(-1)).body()).isEqualTo(png);
  }

  @Test
  void datesAreComparedBySeconds() {
    String modified = api.head(path).header("Last-Modified");

    assertThat(api.get(path, "If-Modified-Since", modified).status()).isEqualTo(304);
    assertThat(api.get(path, "If-Unmodified-Since", modified).status()).isEqualTo(200);
    assertProblem(
        api.get(path, "If-Unmodified-Since", secondsFromModified(-1)), 412, "condition-failed");
  }

  @Test
  void tagsWinOverDates() {
    String modified = api.head(path).header("Last-Modified");

    assertThat(api.get(path, "If-None-Match", OTHER, "If-Modified-Since", modified).status())
        .isEqualTo(200);
    assertThat(
            api.get(path, "If-Match", tag, "If-Unmodified-Since", secondsFromModified(-1)).status())
        .isEqualTo(200);
  }

  @Test
  void ifMatchComparesStrongly() {
    assertThat(api.get(path, "If-Match", tag).status()).isEqualTo(200);
    assertThat(api.get(path, "If-Match", "*").status()).isEqualTo(200);
    assertProblem(api.get(path, "If-Match", OTHER), 412, "condition-failed");
    assertProblem(api.get(path, "If-Match", "W/" + tag), 412, "condition-failed");
    assertThat(api.head(path, "If-Match", OTHER).status()).isEqualTo(412);
  }

  @Test
  void aDateThatIsNoneIsIgnored() {
    assertThat(api.get(path, "If-Modified-Since", "tomorrow").status()).isEqualTo(200);
    assertThat(api.get(path, "If-Unmodified-Since", "yesterday").status()).isEqualTo(200);
  }

  @Test
  void aDeletionHonoursIfMatch() {
    assertProblem(api.delete(path, "If-Match", OTHER), 412, "condition-failed");
    assertThat(api.get(path).status()).isEqualTo(200);
    assertThat(api.delete(path, "If-Match", tag).status()).isEqualTo(204);
  }

  private String secondsFromModified(long seconds) {
    DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME;
    Instant modified = Instant.from(format.parse(api.head(path).header("Last-Modified")));
    return format.format(modified.plusSeconds(seconds).atZone(ZoneOffset.UTC));
  }
}
