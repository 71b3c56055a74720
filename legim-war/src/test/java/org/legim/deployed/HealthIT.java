package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.RawConnection;

/** What probes hear of a node that is well. */
@RunAsClient
class HealthIT extends DeployedTest {

  private static final String NODE = "{\"node\":\"hanoi\"}";
  private static final String CATALOGUE = up("legim-catalogue", NODE);
  private static final String PLACE =
      up("legim-node", "{\"node\":\"hanoi\",\"role\":\"gateway\",\"state\":\"online\"}");

  private static String up(String name, String data) {
    return "{\"name\":\"%s\",\"status\":\"UP\",\"data\":%s}".formatted(name, data);
  }

  private static String allUp(String... checks) {
    return "{\"status\":\"UP\",\"checks\":[" + String.join(",", checks) + "]}";
  }

  @Test
  void aNodeThatTakesPartIsLive() {
    assertAnswer(api.health("live"), allUp(CATALOGUE, up("legim-scheduler", NODE)));
  }

  @Test
  void aNodeThatTakesPartIsReady() {
    assertAnswer(api.health("ready"), allUp(PLACE, up("legim-disk", NODE), CATALOGUE));
  }

  @Test
  void aNodeThatTakesPartHasStarted() {
    assertAnswer(api.health("started"), allUp(up("legim-start", NODE)));
  }

  private static void assertAnswer(Answer answer, String body) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(body);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Content-Length")).isEqualTo("" + body.length());
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void aHeadIsAnsweredAlike(String probe) throws IOException {
    Answer whole = api.health(probe);
    try (RawConnection connection = RawConnection.to(api.port())) {
      String request = " /legim/health/" + probe + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      connection.send("HEAD" + request);
      Answer head = connection.receiveHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Type")).isEqualTo("application/json");
      assertThat(head.header("Content-Length")).isEqualTo("" + whole.body().length);
      assertThat(head.header("Cache-Control")).isEqualTo("no-store");
      // Were there a body, it would be taken for the next answer.
      connection.send("GET" + request);
      assertThat(connection.receive().text()).isEqualTo(whole.text());
    }
  }

  @ParameterizedTest
  @CsvSource({"X-Forwarded-For, 203.0.113.7", "Origin, https://evil.example"})
  void whoComesFromElsewhereMayAsk(String header, String value) {
    URI ready = URI.create("http://127.0.0.1:" + api.port() + "/legim/health/ready");

    assertThat(api.get(ready, header, value).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lives", "live/", "live/more", "LIVE"})
  void thereIsNothingElse(String path) {
    assertProblem(api.health(path), 404, "no-such-resource");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void onlyQuestionsAreAnswered(String method) throws IOException {
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send(method + " /legim/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send("Content-Length: 0\r\n\r\n");

      Answer answer = connection.receive();
      assertProblem(answer, 405, "method-not-allowed");
      assertThat(answer.header("Allow").split(",\\s*")).containsExactly("GET", "HEAD");
    }
  }
}
