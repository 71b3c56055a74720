package org.legim.web.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.node.NodeHealth;
import org.legim.web.FakeRequest;
import org.legim.web.FakeResponse;

/** A node that cannot be asked: what it says once it can, the deployed suite asks. */
class HealthServletTest {

  private static final String REASON =
      "{\"reason\":\"the node has not started, or has stopped: the log of its server says why\"}";

  private static FakeResponse ask(String method, String path, Supplier<NodeHealth> node)
      throws IOException {
    FakeResponse response = new FakeResponse();
    HealthServlet.answer(
        new Checkup(node),
        new FakeRequest(method, "/legim/health" + path).pathInfo(path).build(),
        response.build());
    return response;
  }

  private static NodeHealth broken() {
    throw new IllegalStateException("the bean is gone: " + REASON);
  }

  @ParameterizedTest
  @CsvSource({
    "/live, 'legim-catalogue,legim-scheduler'",
    "/ready, 'legim-node,legim-disk,legim-catalogue'",
    "/started, legim-start",
  })
  void aNodeThatIsNotThereIsDownAndSaysNoMore(String path, String names) throws IOException {
    FakeResponse response = ask("GET", path, HealthServletTest::broken);

    StringBuilder checks = new StringBuilder();
    for (String name : names.split(",")) {
      checks.append(checks.length() == 0 ? "" : ",");
      checks.append("{\"name\":\"" + name + "\",\"status\":\"DOWN\",\"data\":" + REASON + "}");
    }
    assertThat(response.status()).isEqualTo(503);
    assertThat(new String(response.body(), UTF_8))
        .isEqualTo("{\"status\":\"DOWN\",\"checks\":[" + checks + "]}");
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Content-Length", String.valueOf(response.body().length));
  }

  @Test
  void aNodeThatHasNotStartedIsDown() throws IOException {
    assertThat(ask("GET", "/started", () -> null).status()).isEqualTo(503);
  }

  @Test
  void aHeadHasNoBody() throws IOException {
    FakeResponse response = ask("HEAD", "/live", () -> null);

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body()).isEmpty();
    assertThat(Integer.parseInt(response.headers().get("Content-Length"))).isPositive();
    assertThat(response.headers()).containsEntry("Content-Type", "application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/live/", "/lives", "/LIVE", "/live/ready"})
  void thereIsNothingElse(String path) throws IOException {
    assertProblem(ask("GET", path, () -> null), 404);
  }

  @Test
  void thereIsNothingForAllTogether() throws IOException {
    assertProblem(ask("GET", null, () -> null), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void answersOnlyQuestions(String method) throws IOException {
    FakeResponse response = ask(method, "/ready", () -> null);

    assertProblem(response, 405);
    assertThat(response.headers()).containsEntry("Allow", "GET,HEAD");
  }

  private static void assertProblem(FakeResponse response, int status) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
  }
}
