package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A parent that stops says to a child what to do.
 *
 * @param parent the id of the parent
 * @param elsewhere the URL of the node further up under which the child goes on; null if the child
 *     shall stop too, its own children first, and keep what it holds
 */
public record StopOrder(String parent, String elsewhere) {

  /** Read by JSON-B. */
  @JsonbCreator
  public StopOrder {}
}
