package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * Are you there? The answer is the same with the id of whoever answers.
 *
 * @param node the id of the sender
 */
public record Ping(String node) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Ping {}
}
