package org.legim.payara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a bare Grizzly, which is what listens inside Payara Micro. */
class ErrorAnswersTest {
  private final HttpServer server = new HttpServer();
  private final Logger grizzly = Logger.getLogger("org.glassfish.grizzly");

  @BeforeEach
  void start() throws IOException {
    grizzly.setLevel(Level.OFF);
    NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
    server.addListener(listener);
    server.start();
    ErrorAnswers.find(listener.getFilterChain(), HttpServerFilter.class)
        .setHttpHandler(new Application());
    ErrorAnswers.install(listener.getFilterChain());
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
    grizzly.setLevel(null);
  }

  private String exchange(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getListener("test").getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String get(String path) throws IOException {
    return exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private static void assertProblem(String answer, int status, String instance) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\r\nContent-Type: application/problem+json", "\r\nDate: ")
        .contains("\"status\":" + status + ",")
        .endsWith("\"instance\":\"" + instance + "\"}");
  }

  @Test
  void leavesTheAnswersOfTheApplicationAlone() throws IOException {
    assertThat(get("/legim/hello"))
        .startsWith("HTTP/1.1 200 ")
        .contains("\r\nDate: ")
        .endsWith("hello");
    assertThat(get("/legim/own-404")).startsWith("HTTP/1.1 404 ").endsWith("own");
  }

  @ParameterizedTest
  @CsvSource({
    "/foo, 404",
    "/legim/%zz, 400",
    "/legim/bare-409, 409",
    "/legim/sent-410, 410",
    "/legim/exception, 500"
  })
  void answersWithAProblemWhereThereIsNoOtherAnswer(String path, int status) throws IOException {
    assertProblem(get(path), status, path);
  }

  @Test
  void refusesAHeaderWithNul() throws IOException {
    String request =
        "GET /legim/hello HTTP/1.1\r\nHost: x\r\nX-Name: a%sb\r\nConnection: close\r\n\r\n";

    assertProblem(exchange(request.formatted("\0")), 400, "/legim/hello");
    assertThat(exchange(request.formatted("\u00e9"))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void answersHeadWithoutABody() throws IOException {
    assertThat(exchange("HEAD /foo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ")
        .contains("\r\nContent-Type: application/problem+json\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void keepsTheConnectionAfterAnUnknownPath() throws IOException {
    String answers =
        exchange(
            "GET /foo HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /legim/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answers).startsWith("HTTP/1.1 404 ").contains("HTTP/1.1 200 ").endsWith("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /legim/hello HTTP/9.9\r\nHost: x\r\n\r\n', 505",
    "'GET /legim/hello HTTP/1.1\r\n\r\n', 400",
    "'POST /legim/hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400",
    "'POST /legim/hello HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n', 400",
    "'POST /legim/hello HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n', 501",
    "'POST /legim/hello HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: x\r\n\r\n', 417",
  })
  void answersABrokenRequestAndCloses(String request, int status) throws IOException {
    assertProblem(exchange(request), status, "/legim/hello");
  }

  @Test
  void saysWhatIsTooLong() throws IOException {
    assertProblem(get("/legim/" + "a".repeat(9000)), 414, "");
    assertProblem(
        exchange("GET /legim/hello HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(9000) + "\r\n\r\n"),
        431,
        "/legim/hello");
    assertProblem(
        exchange("GET /legim/hello HTTP/1.1\r\nHost: x\r\n" + "a: b\r\n".repeat(300) + "\r\n"),
        431,
        "/legim/hello");
  }

  private static final class Application extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws Exception {
      switch (request.getRequestURI()) {
        case "/legim/hello" -> response.getWriter().write("hello");
        case "/legim/own-404" -> {
          response.setStatus(404);
          response.getWriter().write("own");
        }
        case "/legim/bare-409" -> response.setStatus(409);
        case "/legim/sent-410" -> response.sendError(410);
        default -> throw new IllegalStateException("secret");
      }
    }
  }
}
