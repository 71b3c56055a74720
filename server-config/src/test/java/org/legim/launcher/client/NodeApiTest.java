package org.legim.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NodeApiTest {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private static NodeApi api(FakeNode node) {
    return new NodeApi(node.url(), Optional.empty());
  }

  @Test
  void readsTheTreeWithItsKey() throws Exception {
    try (FakeNode node = new FakeNode(200, JSON, "{\"name\": \"hanoi\", \"images\": 3}")) {
      NodeView root = new NodeApi(node.url(), Optional.of("k3y")).tree();

      assertThat(root.name()).isEqualTo("hanoi");
      assertThat(root.images()).isEqualTo(3);
      assertThat(node.requests()).containsExactly("GET /legim/api/tree");
      assertThat(node.authorization()).contains("Bearer k3y");
    }
  }

  @Test
  void sendsNoKeyWhereThereIsNone() throws Exception {
    try (FakeNode node = new FakeNode(200, JSON, "{\"name\": \"hanoi\"}")) {
      api(node).tree();

      assertThat(node.authorization()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void postsADecisionAboutANode(Decision decision) throws Exception {
    try (FakeNode node = new FakeNode(204, JSON, "")) {
      api(node).decide(decision, "a b/../ü");

      assertThat(node.requests())
          .containsExactly("POST /legim/api/tree/a%20b%2F..%2F%C3%BC/" + decision.word());
    }
  }

  @Test
  void putsAnImage() throws Exception {
    try (FakeNode node = new FakeNode(201, JSON, "{}")) {
      api(node).put("picture-01", new byte[10]);

      assertThat(node.requests()).containsExactly("PUT /legim/api/images/picture-01");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404| {\"title\": \"No such node\", \"detail\": \"No node is called x.\"}"
            + "| 404: No node is called x.",
        "409| {\"title\": \"Still online\"}| 409: Still online",
        "401| {\"detail\": \"Reading needs a key.\"}"
            + "| 401: Reading needs a key. (its api-key is taken from the FILE or from"
            + " LEGIM_API_KEY)",
        "500| {\"detail\": \"a\\nb\\u0007\"}| 500: a b?",
        "502| <html>Bad Gateway</html>"
            + "| 502: without a reason; is this the address of a Legim node?",
        "302| ''| 302: without a reason; is this the address of a Legim node?",
      })
  void saysInOneLineWhatANodeAnswered(int status, String body, String line) throws Exception {
    try (FakeNode node = new FakeNode(status, PROBLEM, body)) {
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> api(node).decide(Decision.APPROVE, "x"))
          .withMessage(node.url() + " answers " + line);
    }
  }

  @ParameterizedTest
  @CsvSource({"hello", "[]", "{}", "''", "'{\"name\": \"hanoi\"'"})
  void saysThatSomethingElseAnswers(String body) throws Exception {
    try (FakeNode node = new FakeNode(200, "text/plain", body)) {
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> api(node).tree())
          .withMessage(node.url() + " answers, but not as a Legim node does");
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI url = URI.create("http://127.0.0.1:" + port + "/legim");

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> new NodeApi(url, Optional.empty()).tree())
        .withMessageStartingWith(url + " cannot be reached: ")
        .withMessageMatching(".*: (no connection; does the node run\\?|Connection refused)");
  }

  @Test
  void saysThatAHostIsNotKnown() {
    URI url = URI.create("http://nowhere.invalid/legim");

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> new NodeApi(url, Optional.empty()).tree())
        .withMessage(url + " cannot be reached: the host nowhere.invalid is not known");
  }
}
