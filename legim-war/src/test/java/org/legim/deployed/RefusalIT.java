package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Eventually;
import org.legim.testing.Images;
import org.legim.testing.RawConnection;

/** Bodies that are not accepted. */
@RunAsClient
class RefusalIT extends DeployedTest {

  private static final int MAX_UPLOAD = 91_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text",
        "<!DOCTYPE html><html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
        "%PDF-1.7",
        "{\"svg\": 1}",
        "\u0000\u0000\u0000\u0000",
        "G",
      })
  void whatIsNoImageIsRefused(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);

    assertProblem(api.post("images", body, "Content-Type", "image/png"), 415, "not-an-image");
  }

  @Test
  void anImageWithoutAHeaderIsRefused() {
    assertProblem(api.post("images", Arrays.copyOf(Images.png(), 20)), 415, "not-an-image");
  }

  @Test
  void anEmptyBodyIsRefused() throws Exception {
    assertProblem(api.post("images", new byte[0]), 400, "empty-image");
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("POST /legim/api/images HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

      assertProblem(connection.receive(), 400, "empty-image");
    }
  }

  @Test
  void anAnnouncedLengthThatIsTooGreatIsRefusedBeforeTheBody() throws Exception {
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("PUT /legim/api/images/" + fresh() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send("Content-Length: " + (MAX_UPLOAD + 1) + "\r\n\r\n");

      assertProblem(connection.receive(), 413, "too-large");
    }
  }

  @Test
  void aBodyThatGrowsTooLongIsRefused() throws Exception {
    String id = fresh();
    byte[] chunk = new byte[1_000_000];
    System.arraycopy(Images.png(), 0, chunk, 0, 200);
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("PUT /legim/api/images/" + id + " HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send("Transfer-Encoding: chunked\r\n\r\n");
      for (int sent = 0; sent <= MAX_UPLOAD; sent += chunk.length) {
        connection.sendChunk(chunk);
      }

      assertProblem(connection.receive(), 413, "too-large");
    }
    assertProblem(api.get("images/" + id), 404, "no-such-image");
    Eventually.holds("incoming/ is empty", () -> incoming().isEmpty());
  }

  @Test
  void expectIsAnsweredBeforeTheBody() throws IOException {
    byte[] png = Images.png();
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("POST /legim/api/images HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send("Expect: 100-continue\r\nContent-Length: " + png.length + "\r\n\r\n");
      Answer first = connection.receiveInterim();
      assertThat(first.status()).isEqualTo(100);

      assertThat(connection.send(png).receive().status()).isEqualTo(201);
    }
  }
}
