package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * What the gateway says to a node about its leaving.
 *
 * @param drain the id of the drain, or null without one
 * @param phase how far it is
 * @param reason why, in one sentence for the operator, or null
 */
public record DrainNotice(String drain, Phase phase, String reason) {

  /** How far the leaving of a node is. */
  public enum Phase {
    /** The node gives away what it holds, and takes nothing. */
    DRAINING,
    /** It holds nothing, has no children, and is no member of the tree any more. */
    GONE,
    /** It may stop as it is: its absence is announced, or the whole tree stops. */
    KEEP,
    /** It cannot be drained, and keeps its data if it stops. */
    REFUSED,
    /** Somebody has changed their mind: the node stays. */
    CANCELLED
  }

  /** Read by JSON-B. */
  @JsonbCreator
  public DrainNotice {}
}
