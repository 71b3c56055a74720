package org.legim.launcher.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback with an answer, or several in turn, for each request that it expects. */
public final class FakeGateway implements AutoCloseable {
  private static final String API = "/legim/api";

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private record Answer(int status, String tag, byte[] body) {}

  /** Starts it on a free port; it knows no answer yet. */
  public FakeGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Adds an answer; the last of a request is given again and again.
   *
   * @param request method and path below the API, as in {@code GET /drains}
   */
  public FakeGateway on(String request, int status, String json) {
    return on(request, new Answer(status, null, json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds an image, with its hash as the entity tag. */
  public FakeGateway image(String id, String hash, byte[] bytes) {
    return on("GET /images/" + id, new Answer(200, '"' + hash + '"', bytes));
  }

  private FakeGateway on(String request, Answer answer) {
    answers.computeIfAbsent(request, each -> new ArrayDeque<>()).add(answer);
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring(API.length());
    String request = exchange.getRequestMethod() + " " + path;
    requests.add(request);
    Answer answer = next(request);
    if (answer.tag() != null) {
      exchange.getResponseHeaders().set("ETag", answer.tag());
    }
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private Answer next(String request) {
    Deque<Answer> queue = answers.get(request);
    if (queue == null) {
      String problem = "{\"detail\": \"There is no %s.\"}".formatted(request);
      return new Answer(404, null, problem.getBytes(StandardCharsets.UTF_8));
    }
    return queue.size() > 1 ? queue.remove() : queue.peek();
  }

  /** Where it would be deployed. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/legim");
  }

  /** Method and path of each request. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
