package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A blob that a node holds.
 *
 * @param sha256 in hexadecimal digits
 * @param bytes its length
 */
public record BlobEntry(String sha256, long bytes) {

  /** Read by JSON-B. */
  @JsonbCreator
  public BlobEntry {}
}
