package org.legim.launcher.client;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The public API of a gateway, as far as it is about nodes that leave. */
public final class DrainApi {
  private final ApiCalls calls;

  /**
   * @param node where the gateway is deployed, without a slash at its end
   * @param apiKey sent with every request
   */
  public DrainApi(URI node, Optional<String> apiKey) {
    this.calls = new ApiCalls(node, apiKey);
  }

  /** What would happen if a node were retired. */
  public StopPlanView plan(String node) throws ApiException, InterruptedException {
    StopPlanView plan = DrainReader.plan(calls.object(tree(node, "/stop-plan").GET()));
    if (plan.name().isEmpty()) {
      throw calls.notUnderstood();
    }
    return plan;
  }

  /**
   * Begins to retire a node.
   *
   * @param force leave behind what is below it and cannot be reached
   */
  public DrainView retire(String node, boolean force) throws ApiException, InterruptedException {
    return drain(
        tree(node, force ? "/retire?force=true" : "/retire").POST(BodyPublishers.noBody()));
  }

  /** Announces an absence of a node. */
  public void maintenance(String node, Duration time) throws ApiException, InterruptedException {
    calls.ask(tree(node, "/maintenance?for=" + time).POST(BodyPublishers.noBody()));
  }

  /** All drains, the newest first. */
  public List<DrainView> all() throws ApiException, InterruptedException {
    JsonObject answer = calls.object(calls.request("/drains").GET());
    if (!answer.containsKey("drains")) {
      throw calls.notUnderstood();
    }
    return Json.objects(answer, "drains").stream().map(DrainReader::drain).toList();
  }

  /** How a drain stands. */
  public DrainView find(String id) throws ApiException, InterruptedException {
    return drain(drains(id).GET());
  }

  /** Ends a drain that is under way. */
  public DrainView cancel(String id) throws ApiException, InterruptedException {
    return drain(drains(id).DELETE());
  }

  /** A page of what a drain has handed over; an empty text begins. */
  BlobPage handedOver(String id, String after) throws ApiException, InterruptedException {
    String page = ApiCalls.segment(id) + "/blobs?after=" + ApiCalls.segment(after);
    JsonObject answer = calls.object(calls.request("/drains/" + page).GET());
    if (!answer.containsKey("blobs")) {
      throw calls.notUnderstood();
    }
    return DrainReader.page(answer);
  }

  private DrainView drain(HttpRequest.Builder request) throws ApiException, InterruptedException {
    DrainView drain = DrainReader.drain(calls.object(request));
    if (drain.id().isEmpty()) {
      throw calls.notUnderstood();
    }
    return drain;
  }

  private HttpRequest.Builder tree(String node, String rest) {
    return calls.request("/tree/" + ApiCalls.segment(node) + rest);
  }

  private HttpRequest.Builder drains(String id) {
    return calls.request("/drains/" + ApiCalls.segment(id));
  }
}
