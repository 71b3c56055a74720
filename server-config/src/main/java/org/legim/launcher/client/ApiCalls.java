package org.legim.launcher.client;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Requests to the public API of one node, one at a time, and what goes wrong with them. */
final class ApiCalls {
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
  ApiCalls(URI node, Optional<String> apiKey) {
    this.node = node;
    this.apiKey = apiKey;
    this.trouble = new Trouble(node);
  }

  /** A request for what is below {@code /api}. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node + "/api" + path))
            .timeout(ANSWER)
            .header("Accept", "application/json, application/problem+json");
    apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request;
  }

  /** The body of an answer that is a success. */
  String ask(HttpRequest.Builder request) throws ApiException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw trouble.unreachable(e);
    }
    if (!isSuccess(answer)) {
      throw trouble.answered(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  /** The object that a node answers with. */
  JsonObject object(HttpRequest.Builder request) throws ApiException, InterruptedException {
    return Json.object(ask(request)).orElseThrow(trouble::notUnderstood);
  }

  /** An answer that is a success, whose body the caller reads and closes. */
  HttpResponse<InputStream> open(HttpRequest.Builder request)
      throws ApiException, InterruptedException {
    try {
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      if (isSuccess(answer)) {
        return answer;
      }
      try (InputStream body = answer.body()) {
        throw trouble.answered(
            answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw trouble.unreachable(e);
    }
  }

  /** What is wrong with a node that answers otherwise than it should. */
  ApiException notUnderstood() {
    return trouble.notUnderstood();
  }

  private static boolean isSuccess(HttpResponse<?> answer) {
    return answer.statusCode() >= FIRST_SUCCESS && answer.statusCode() < AFTER_SUCCESS;
  }

  /** A text as one segment of a path, or a value of a query. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
