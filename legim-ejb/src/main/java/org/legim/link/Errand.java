package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A blob that the gateway wants a node to copy to another; or, where it is its own receiver, to
 * look whether its copy is whole.
 *
 * @param sha256 of the blob, in hexadecimal digits
 * @param receiver the id of the node that shall hold it too
 * @param reason why, as in {@code backflow}, {@code relief}, {@code repair} or {@code check}
 */
public record Errand(String sha256, String receiver, String reason) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Errand {}
}
