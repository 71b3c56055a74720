package org.legim.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The public API of a node on this machine, as its clients see it. */
public final class Api {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final int port;

  /**
   * @param port where the node listens on 127.0.0.1
   */
  public Api(int port) {
    this.port = port;
  }

  /** The port of the node. */
  public int port() {
    return port;
  }

  /** The URL of a path below {@code /legim/api/}. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/legim/api/" + path);
  }

  /** Asks how the node is: {@code live}, {@code ready} or {@code started}. */
  public Answer health(String probe) {
    return get(URI.create("http://127.0.0.1:" + port + "/legim/health/" + probe));
  }

  /** The client behind this, for requests of another kind. */
  public HttpClient client() {
    return CLIENT;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  /** Gets what is at a URL, wherever that is; does not follow redirects. */
  public Answer get(URI url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public Answer head(String path, String... headers) {
    return send("HEAD", path, BodyPublishers.noBody(), headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, byte[] body, String... headers) {
    return send("POST", path, BodyPublishers.ofByteArray(body), headers);
  }

  public Answer post(String path, MultipartBody body, String... headers) {
    HttpRequest.Builder request =
        request("POST", path, BodyPublishers.ofByteArray(body.bytes()), headers)
            .setHeader("Content-Type", body.contentType());
    return send(request.build());
  }

  public Answer put(String path, byte[] body, String... headers) {
    return send("PUT", path, BodyPublishers.ofByteArray(body), headers);
  }

  /**
   * Sends a request.
   *
   * @param path below {@code /legim/api/}
   * @param headers names and values in turn
   * @throws UncheckedIOException if no whole answer came
   */
  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    return send(request(method, path, body, headers).build());
  }

  private HttpRequest.Builder request(
      String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Answer send(HttpRequest request) {
    try {
      return Answer.of(CLIENT.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(request + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
