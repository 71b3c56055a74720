package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.legim.testing.Answer;
import org.legim.testing.Hashes;
import org.legim.testing.LargeImage;

/** 90 MB up and down, by a server that has 256 MB of heap. */
@RunAsClient
class LargeImageIT extends DeployedTest {

  private static final int ROWS = 30_000;

  @Test
  void comesBackByteForByte() throws Exception {
    Answer announced =
        api.send("POST", "images", BodyPublishers.fromPublisher(image(1), LargeImage.length(ROWS)));
    Answer chunked = api.send("POST", "images", image(2));

    assertStored(announced, 1);
    assertStored(chunked, 2);
  }

  private static BodyPublisher image(long seed) {
    return BodyPublishers.ofInputStream(() -> LargeImage.ofRows(ROWS, seed));
  }

  private void assertStored(Answer answer, long seed) throws Exception {
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    assertThat(answer.json().getInt("bytes")).isGreaterThan(90_000_000);
    assertThat(answer.json().getInt("height")).isEqualTo(ROWS);
    String path = "images/" + answer.string("id");
    HttpResponse<InputStream> response =
        api.client()
            .send(HttpRequest.newBuilder(api.uri(path)).build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertThat(Hashes.sha256(body))
          .isEqualTo(Hashes.sha256(LargeImage.ofRows(ROWS, seed)))
          .isEqualTo(answer.string("sha256"));
    }
    assertThat(api.delete(path).status()).isEqualTo(204);
  }
}
