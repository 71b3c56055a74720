package org.legim.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A neighbour that speaks the link protocol and says what it is told to, by path. */
final class FakeNode implements AutoCloseable {

  final Sessions sessions = new Sessions(System::nanoTime);
  final List<String> seen = new CopyOnWriteArrayList<>();

  private final Jsonb json = JsonbBuilder.create();
  private final LinkHandshake handshake;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** What to answer. */
  interface Answer {
    void to(HttpExchange exchange, byte[] body) throws IOException;
  }

  FakeNode(LinkHandshake handshake) throws IOException {
    this.handshake = handshake;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
    on("/link/hello", this::hello);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/legim");
  }

  int port() {
    return server.getAddress().getPort();
  }

  void on(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** Answers with a message in the session of the request, which has to be right. */
  void says(String path, Object message) {
    on(path, (exchange, body) -> signed(exchange, body, json.toJson(message).getBytes(UTF_8)));
  }

  void refuses(String path, int status, String type, String detail) {
    on(
        path,
        (exchange, body) -> {
          exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
          send(
              exchange,
              status,
              json.toJson(Map.of("type", type, "status", status, "detail", detail))
                  .getBytes(UTF_8));
        });
  }

  private void hello(HttpExchange exchange, byte[] body) throws IOException {
    LinkHandshake.Welcome welcome =
        handshake.welcome(json.fromJson(new String(body, UTF_8), Hello.class), false);
    sessions.propose(welcome.session());
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    send(exchange, 200, json.toJson(welcome.answer()).getBytes(UTF_8));
  }

  /** Checks the request's signature and sends a signed answer. */
  void signed(HttpExchange exchange, byte[] body, byte[] answer) throws IOException {
    Session session = verified(exchange, body);
    long counter = Long.parseLong(exchange.getRequestHeaders().getFirst(LinkHeaders.COUNTER));
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange
        .getResponseHeaders()
        .add(LinkHeaders.SIGNATURE, session.signAnswer(counter, 200, answer));
    send(exchange, 200, answer);
  }

  Session verified(HttpExchange exchange, byte[] body) throws LinkException {
    Signature signature =
        Signature.read(
            exchange.getRequestHeaders().getFirst(LinkHeaders.SESSION),
            exchange.getRequestHeaders().getFirst(LinkHeaders.COUNTER),
            exchange.getRequestHeaders().getFirst(LinkHeaders.SIGNATURE));
    Session session = sessions.find(signature.session());
    session.verify(exchange.getRequestMethod(), path(exchange, true), body, signature);
    return session;
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen.add(exchange.getRequestMethod() + " " + path(exchange, true));
    try {
      answers
          .getOrDefault(path(exchange, false), (e, b) -> send(e, 404, new byte[0]))
          .to(exchange, body);
    } catch (LinkException e) {
      send(exchange, 500, e.getMessage().getBytes(UTF_8));
    } finally {
      exchange.close();
    }
  }

  private static String path(HttpExchange exchange, boolean query) {
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath().substring("/legim".length());
    return query && uri.getRawQuery() != null ? path + "?" + uri.getRawQuery() : path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
