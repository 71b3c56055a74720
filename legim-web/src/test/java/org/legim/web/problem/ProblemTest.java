package org.legim.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.legim.image.Refusal;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;

class ProblemTest {

  private static final HttpServletRequest REQUEST =
      new FakeRequest("GET", "/legim/api/images/a%20b").build();

  @Test
  void isWrittenAsTheRfcSays() throws Exception {
    FakeResponse response = new FakeResponse();

    ProblemWriter.write(
        Problem.of(ProblemType.NO_SUCH_IMAGE, "There is no image \"a\".")
            .with("parameter", "id")
            .withHeader("Retry-After", "5"),
        REQUEST,
        response.build());

    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(body)
        .isEqualTo(
            "{\"type\":\"urn:legim:problem:no-such-image\",\"title\":\"No such image\","
                + "\"status\":404,\"detail\":\"There is no image \\\"a\\\".\",\"parameter\":\"id\","
                + "\"instance\":\"/legim/api/images/a%20b\"}");
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Content-Type",
                "application/problem+json",
                "Content-Length",
                String.valueOf(response.body().length),
                "Cache-Control",
                "no-store",
                "X-Content-Type-Options",
                "nosniff",
                "Retry-After",
                "5"));
  }

  @Test
  void isUtf8WithItsLengthInBytes() throws Exception {
    FakeResponse response = new FakeResponse();

    ProblemWriter.write(
        Problem.of(ProblemType.EMPTY_IMAGE, "Ảnh trống 🌸"), REQUEST, response.build());

    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("Ảnh trống 🌸");
    assertThat(response.headers())
        .containsEntry("Content-Length", String.valueOf(response.body().length));
  }

  @Test
  void holdsOtherProblems() throws Exception {
    Problem part = Problem.of(ProblemType.TOO_LARGE, "Long.").with("file", "a.png");
    FakeResponse response = new FakeResponse();

    ProblemWriter.write(
        part.with("images", List.of()).with("problems", List.of(part.toJson())),
        REQUEST,
        response.build());

    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("\"images\":[],\"problems\":[{\"type\":\"urn:legim:problem:too-large\",");
  }

  @Test
  void replacesABodyThatHasBegunButNotOneThatIsSent() throws Exception {
    FakeResponse begun = new FakeResponse();
    begun.build().getOutputStream().write(1);
    ProblemWriter.write(Problem.of(ProblemType.NO_ROOM, "Full."), REQUEST, begun.build());
    assertThat(begun.body()[0]).isEqualTo((byte) '{');

    FakeResponse sent = new FakeResponse().commit();
    ProblemWriter.write(Problem.of(ProblemType.NO_ROOM, "Full."), REQUEST, sent.build());
    assertThat(sent.body()).isEmpty();
    assertThat(sent.status()).isEqualTo(200);
  }

  @Test
  void isNotChangedByWhatIsMadeOfIt() {
    Problem problem = Problem.of(ProblemType.NO_ROOM, "Full.");

    problem.with("a", 1).withHeader("B", "2");

    assertThat(problem.toJson()).doesNotContainKey("a");
    assertThat(problem.headers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "404, Not Found",
    "405, Method Not Allowed",
    "431, Request Header Fields Too Large",
    "501, Not Implemented",
    "499, Client error",
    "599, Server error"
  })
  void ofAStatusSaysItsPhrase(int status, String title) {
    Problem problem = Problem.ofStatus(status, Optional.empty());

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.toJson())
        .isEqualTo(
            Map.of("type", "about:blank", "title", title, "status", status, "detail", title + "."));
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeHasAUriATitleAndAnErrorStatus(ProblemType type) {
    assertThat(type.uri()).matches("urn:legim:problem:[a-z]+(-[a-z]+)*");
    assertThat(type.title()).matches("\\p{Upper}[A-Za-z ]+");
    assertThat(type.status()).isBetween(400, 599);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SUCH_IMAGE, 404",
    "INVALID_ID, 400",
    "EMPTY, 400",
    "NOT_AN_IMAGE, 415",
    "TOO_LARGE, 413",
    "CUT_SHORT, 400",
    "NO_ROOM, 507",
    "CONDITION_FAILED, 412",
    "KEY_REUSED, 422",
    "KEY_OUTLIVED, 409"
  })
  void everyRefusalHasItsStatus(Refusal refusal, int status) {
    assertThat(ProblemType.of(refusal).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalIsKnown(Refusal refusal) {
    assertThat(ProblemType.of(refusal)).isNotNull();
  }
}
