package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A node has been asked to stop, and wants to leave the tree with everything below it. Asking again
 * joins the drain that is under way.
 *
 * @param node who asks
 * @param run its process
 */
public record Leave(String node, String run) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Leave {}
}
