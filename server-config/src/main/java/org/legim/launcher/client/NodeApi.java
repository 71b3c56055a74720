package org.legim.launcher.client;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/** The public API of one node, as far as it is about the tree and images. */
public final class NodeApi {
  private final ApiCalls calls;

  /**
   * @param node where the node is deployed, without a slash at its end
   * @param apiKey sent with every request
   */
  public NodeApi(URI node, Optional<String> apiKey) {
    this.calls = new ApiCalls(node, apiKey);
  }

  /** The whole tree, from its gateway down. */
  public NodeView tree() throws ApiException, InterruptedException {
    NodeView root = Json.node(calls.object(calls.request("/tree").GET()));
    if (root.name().isEmpty()) {
      throw calls.notUnderstood();
    }
    return root;
  }

  /** What moves between the nodes now. */
  public List<FlowView> flows() throws ApiException, InterruptedException {
    JsonObject answer = calls.object(calls.request("/flows").GET());
    if (!answer.containsKey("flows")) {
      throw calls.notUnderstood();
    }
    return Json.objects(answer, "flows").stream().map(NodeApi::flow).toList();
  }

  private static FlowView flow(JsonObject json) {
    return new FlowView(
        Json.text(json, "reason"),
        Json.text(json, "drain"),
        Json.number(json, "images"),
        Json.number(json, "bytes"),
        Json.number(json, "bytesPerSecond"),
        Json.number(json, "imagesLeft"),
        Json.number(json, "bytesLeft"));
  }

  /**
   * Decides about a node.
   *
   * @param name its name or id
   */
  public void decide(Decision decision, String name) throws ApiException, InterruptedException {
    calls.ask(
        calls
            .request("/tree/" + ApiCalls.segment(name) + "/" + decision.word())
            .POST(BodyPublishers.noBody()));
  }

  /** Stores an image under an id; the same again changes nothing. */
  public void put(String id, byte[] image) throws ApiException, InterruptedException {
    calls.ask(
        calls.request("/images/" + ApiCalls.segment(id)).PUT(BodyPublishers.ofByteArray(image)));
  }
}
