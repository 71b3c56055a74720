package org.legim.launcher.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The public API of one node, asked one question at a time. */
public final class NodeApi {
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final Duration ANSWER = Duration.ofSeconds(60);

  private static final int FIRST_SUCCESS = 200;
  private static final int AFTER_SUCCESS = 300;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final URI node;
  private final Optional<String> apiKey;
  private final Trouble trouble;

  /**
   * @param node where the node is deployed, without a slash at its end
   * @param apiKey sent with every request
   */
  public NodeApi(URI node, Optional<String> apiKey) {
    this.node = node;
    this.apiKey = apiKey;
    this.trouble = new Trouble(node);
  }

  /** The whole tree, from its gateway down. */
  public NodeView tree() throws ApiException, InterruptedException {
    return Json.object(ask(request("/tree").GET()))
        .map(Json::node)
        .filter(root -> !root.name().isEmpty())
        .orElseThrow(trouble::notUnderstood);
  }

  /**
   * Decides about a node.
   *
   * @param name its name or id
   */
  public void decide(Decision decision, String name) throws ApiException, InterruptedException {
    ask(request("/tree/" + segment(name) + "/" + decision.word()).POST(BodyPublishers.noBody()));
  }

  /** Stores an image under an id; the same again changes nothing. */
  public void put(String id, byte[] image) throws ApiException, InterruptedException {
    ask(request("/images/" + segment(id)).PUT(BodyPublishers.ofByteArray(image)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node + "/api" + path))
            .timeout(ANSWER)
            .header("Accept", "application/json, application/problem+json");
    apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request;
  }

  private String ask(HttpRequest.Builder request) throws ApiException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw trouble.unreachable(e);
    }
    if (answer.statusCode() < FIRST_SUCCESS || answer.statusCode() >= AFTER_SUCCESS) {
      throw trouble.answered(answer);
    }
    return answer.body();
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
