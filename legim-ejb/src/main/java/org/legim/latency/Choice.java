package org.legim.latency;

import java.util.List;

/**
 * Which of some nodes to ask.
 *
 * @param order the one to ask first; then the others, the cheapest first, for when it fails
 * @param reason why this one
 */
public record Choice(List<String> order, Reason reason) {

  /** Why a node is asked before others. */
  public enum Reason {
    /** There is no other. */
    ONLY_ONE,
    /** It has the lowest cost of all. */
    LOWEST_COST,
    /** It has the lowest cost of those that were looked at: there are too many to look at all. */
    LOWEST_OF_SOME,
    /** It was asked before, and none is better by enough. */
    KEPT
  }
}
