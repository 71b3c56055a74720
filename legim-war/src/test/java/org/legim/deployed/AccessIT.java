package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.io.IOException;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.testing.Images;
import org.legim.testing.RawConnection;

/** Protected mode: without an API key only clients on this machine may write. */
@RunAsClient
class AccessIT extends DeployedTest {

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For, 203.0.113.7",
    "X-Forwarded-For, 127.0.0.1",
    "Forwarded, for=203.0.113.7",
    "X-Real-IP, 203.0.113.7",
    "Via, 1.1 proxy",
    "Origin, https://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
  })
  void whoComesFromElsewhereMayNotWrite(String header, String value) {
    String id = fresh();
    stored(id, Images.png());
    String path = "images/" + id;

    assertProblem(api.post("images", Images.png(), header, value), 403, "protected-mode");
    assertProblem(api.put(path, Images.png(), header, value), 403, "protected-mode");
    assertProblem(api.delete(path, header, value), 403, "protected-mode");
    assertThat(api.get(path, header, value).status()).isEqualTo(200);
    assertThat(api.get("images?limit=1", header, value).status()).isEqualTo(200);
    assertThat(api.get("tree", header, value).status()).isEqualTo(200);
  }

  @Test
  void aPageOfThisMachineMayWrite() {
    String here = "http://localhost:" + api.port();

    assertThat(api.post("images", Images.png(), "Origin", here).status()).isEqualTo(201);
  }

  @Test
  void aForeignNameOfThisMachineMayNotWrite() throws IOException {
    byte[] png = Images.png();
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("POST /legim/api/images HTTP/1.1\r\nHost: rebound.example\r\n")
          .send("Content-Length: " + png.length + "\r\n\r\n")
          .send(png);

      assertProblem(connection.receive(), 403, "protected-mode");
    }
  }
}
