package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * What became of an {@link Errand}.
 *
 * @param sha256 of the blob, in hexadecimal digits
 * @param receiver the id of the node that it was for
 * @param result how it ended
 * @param detail why it ended so, in one sentence for the operator; null where it was sent
 */
public record ErrandOutcome(String sha256, String receiver, Result result, String detail) {

  /** How an errand ended. */
  public enum Result {
    /**
     * The receiver has made it durable, and reports it by itself; where a node was to look at its
     * own copy, that is whole.
     */
    SENT,
    /** The blob is not, or no longer, at the sender. */
    ABSENT,
    /** The sender's bytes do not have the hash. */
    DAMAGED,
    /** The receiver has no room for it. */
    NO_ROOM,
    /** Anything else; it may go well another time. */
    FAILED
  }

  /** Read by JSON-B. */
  @JsonbCreator
  public ErrandOutcome {}
}
