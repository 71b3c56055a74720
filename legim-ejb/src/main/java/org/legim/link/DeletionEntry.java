package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * An image that no longer exists.
 *
 * @param id what it was called
 * @param epoch of the deletion's revision
 * @param counter of the deletion's revision
 * @param deleted milliseconds since 1970-01-01T00:00:00Z
 */
public record DeletionEntry(String id, long epoch, long counter, long deleted) {

  /** Read by JSON-B. */
  @JsonbCreator
  public DeletionEntry {}
}
