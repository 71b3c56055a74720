package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A blob that the gateway wants a node to copy to another.
 *
 * @param sha256 of the blob, in hexadecimal digits
 * @param receiver the id of the node that shall hold it too
 * @param reason why, as in {@code backflow} or {@code relief}
 */
public record Errand(String sha256, String receiver, String reason) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Errand {}
}
