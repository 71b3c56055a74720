package org.legim.launcher.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that gives one answer to everything, and remembers what it was asked. */
public final class FakeNode implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final int status;
  private final String type;
  private final String body;
  private volatile Optional<String> authorization = Optional.empty();

  /** Starts it on a free port. */
  public FakeNode(int status, String type, String body) throws IOException {
    this.status = status;
    this.type = type;
    this.body = body;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Where it would be deployed. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/legim");
  }

  /** Method and path of each request. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The Authorization header of the last request. */
  public Optional<String> authorization() {
    return authorization;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
