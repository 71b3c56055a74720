package org.legim.payara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the JDK's client as it is by default: it offers HTTP/2. */
class NoUpgradeTest {
  private final HttpServer server = new HttpServer();

  @BeforeEach
  void start() throws IOException {
    NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
    server.addListener(listener);
    server.start();
    ErrorAnswers.find(listener.getFilterChain(), HttpServerFilter.class).setHttpHandler(new Echo());
    ErrorAnswers.install(listener.getFilterChain());
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void readsABodyThatComesWithAnOfferOfHttp2() throws Exception {
    int port = server.getListener("test").getPort();
    byte[] body = new byte[200_000];
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/legim/echo"))
                    .timeout(Duration.ofSeconds(20))
                    .POST(BodyPublishers.ofByteArray(body))
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(answer.body()).isEqualTo(body);
  }

  private static final class Echo extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws IOException {
      byte[] body = request.getInputStream().readAllBytes();
      response.setContentType("image/png");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
