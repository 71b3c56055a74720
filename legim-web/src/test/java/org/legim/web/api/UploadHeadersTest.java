package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.catalogue.ImageRecord;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;
import org.legim.web.FakeRequest;
import org.legim.web.SampleRecords;
import org.legim.web.problem.ProblemException;

class UploadHeadersTest {

  private static final String TAG = '"' + SampleRecords.HASH.hex() + '"';
  private static final Optional<ImageRecord> PRESENT =
      Optional.of(SampleRecords.image("", "image/png"));
  private static final Optional<ImageRecord> ABSENT = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data; boundary=x, true",
    "Multipart/Form-Data; boundary=x, true",
    "multipart/mixed, true",
    "image/png, false",
    "application/x-www-form-urlencoded, false",
    "'', false",
    ", false"
  })
  void tellAFormFromARawBody(String type, boolean multipart) {
    FakeRequest request = post();
    if (type != null) {
      request.header("Content-Type", type);
    }
    assertThat(headers(request).isMultipart()).isEqualTo(multipart);
    assertThat(headers(request).contentType()).isEqualTo(type);
  }

  @Test
  void tellTheLengthIfItIsAnnounced() {
    assertThat(headers(post()).length()).isEqualTo(OptionalLong.empty());
    assertThat(headers(post().header("Content-Length", "0")).length())
        .isEqualTo(OptionalLong.of(0));
    assertThat(headers(post().header("Content-Length", "9000000000")).length())
        .isEqualTo(OptionalLong.of(9_000_000_000L));
  }

  @ParameterizedTest
  @CsvSource({
    "name=a.png, a.png",
    "name=a%20b%2Bc+d.png, a b+c d.png",
    "name=%E1%BA%A3nh.png, ảnh.png",
    "x=1&name=a.png&name=b.png, a.png",
    "name=..%2F..%2Fetc%2Fpasswd, passwd",
    "name=, ''",
    "name, ''",
    "other=a.png, ''",
    "'', ''",
    ", ''"
  })
  void takeTheNameFromTheQuery(String query, String name) {
    assertThat(headers(post().query(query)).name()).isEqualTo(name);
  }

  @Test
  void takeTheNameFromContentDispositionWhereTheQueryHasNone() {
    String disposition = "attachment; filename=\"x.png\"; filename*=UTF-8''%E1%BA%A3nh.png";

    assertThat(headers(post().header("Content-Disposition", disposition)).name())
        .isEqualTo("ảnh.png");
    assertThat(
            headers(post().query("name=q.png").header("Content-Disposition", disposition)).name())
        .isEqualTo("q.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=%", "name=%zz", "name=a%2"})
  void refuseANameThatIsNotEncoded(String query) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> headers(post().query(query)).name())
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().toJson()).containsEntry("parameter", "name");
            });
  }

  @Test
  void tellHowManyCopiesAreAskedFor() {
    assertThat(headers(post()).replicas()).isEmpty();
    assertThat(headers(post().query("name=a&replicas=3")).replicas()).hasValue(3);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> headers(post().query("replicas=")).replicas())
        .withMessageContainingAll("replicas", "1 to 32");
  }

  @Test
  void tellTheKeyIfThereIsOne() {
    assertThat(headers(post()).key()).isEmpty();
    assertThat(headers(post().header("Idempotency-Key", "k1")).key()).contains("k1");
    String longest = "k".repeat(255);
    assertThat(headers(post().header("Idempotency-Key", longest)).key()).contains(longest);
  }

  @Test
  void refuseAKeyOfNoLengthOrTooMuch() {
    for (String key : new String[] {"", " ", "k".repeat(256)}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> headers(post().header("Idempotency-Key", key)).key())
          .withMessageContainingAll("Idempotency-Key", "1 to 255");
    }
  }

  @Test
  void giveTheConditionForTheTransaction() throws Exception {
    assertThat(headers(post()).writeCondition(PRESENT)).isEqualTo(WriteCondition.NONE);
    assertThat(headers(post().header("If-None-Match", "*")).writeCondition(ABSENT))
        .isEqualTo(WriteCondition.ABSENT);
    WriteCondition ifMatch =
        headers(post().header("If-Match", "\"x\"").header("If-Match", TAG)).writeCondition(PRESENT);
    assertThat(ifMatch.holds(Optional.of(SampleRecords.HASH.hex()))).isTrue();
    assertThat(ifMatch.holds(Optional.of("x"))).isTrue();
    assertThat(ifMatch.holds(Optional.of("y"))).isFalse();
    assertThat(ifMatch.holds(Optional.empty())).isFalse();
  }

  @Test
  void refuseAConditionThatFailsAlreadyBeforeTheBodyIsRead() {
    assertRefused(post().header("If-None-Match", "*"), PRESENT, "The image exists");
    assertRefused(post().header("If-None-Match", TAG), PRESENT, TAG);
    assertRefused(post().header("If-Match", "\"other\""), PRESENT, TAG);
    assertRefused(post().header("If-Match", "*"), ABSENT, "There is no such image");
    assertRefused(
        post().header("If-Unmodified-Since", "Mon, 23 Nov 2026 10:00:00 GMT"), PRESENT, TAG);
  }

  private static void assertRefused(
      FakeRequest request, Optional<ImageRecord> present, String message) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> headers(request).writeCondition(present))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.CONDITION_FAILED));
  }

  private static FakeRequest post() {
    return new FakeRequest("POST", "/legim/api/images");
  }

  private static UploadHeaders headers(FakeRequest request) {
    return new UploadHeaders(request.build());
  }
}
