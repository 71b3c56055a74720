package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * What became of one blob of many that came in one request.
 *
 * @param sha256 of the blob, in hexadecimal digits
 * @param result {@code SENT} once the blob and its record are durable at the receiver
 * @param detail why it is not, in one sentence for the operator, or null
 */
public record Receipt(String sha256, ErrandOutcome.Result result, String detail) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Receipt {}
}
