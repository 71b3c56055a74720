package org.legim.process;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.legim.testing.Api;

/**
 * The tree as a gateway shows it at one moment.
 *
 * @param nodes from the gateway down, each before those below it
 */
record ShownTree(List<Node> nodes) {

  /**
   * One of its nodes.
   *
   * @param images how many images it holds
   * @param path the names from the gateway down to it
   */
  record Node(String id, String name, String role, String state, int images, List<String> path) {

    private static Node of(JsonObject json, List<String> above) {
      List<String> path = new ArrayList<>(above);
      path.add(json.getString("name"));
      return new Node(
          json.getString("id"),
          json.getString("name"),
          json.getString("role"),
          json.getString("state"),
          json.getInt("images"),
          path);
    }
  }

  /** Asks a gateway. */
  static ShownTree of(Api gateway) {
    List<Node> nodes = new ArrayList<>();
    collect(gateway.get("tree").json(), List.of(), nodes);
    return new ShownTree(nodes);
  }

  private static void collect(JsonObject json, List<String> above, List<Node> nodes) {
    Node node = Node.of(json, above);
    nodes.add(node);
    for (JsonObject child : json.getJsonArray("children").getValuesAs(JsonObject.class)) {
      collect(child, node.path(), nodes);
    }
  }

  /** The gateway itself. */
  Node gateway() {
    return nodes.get(0);
  }

  /** A node that is in the tree. */
  Node node(NodeFolder node) {
    return find(node).orElseThrow(() -> new AssertionError(node.name() + " is not in " + nodes));
  }

  /** The state of a node; empty if it is not in the tree. */
  Optional<String> state(NodeFolder node) {
    return find(node).map(Node::state);
  }

  private Optional<Node> find(NodeFolder node) {
    String id = node.id();
    return nodes.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
