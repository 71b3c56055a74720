package org.legim.tree;

import java.util.Locale;

/** Where a node is in its life in the tree. */
public enum NodeState {
  /** Waits until an operator lets it in. */
  PENDING,
  /** Takes part. */
  ONLINE,
  /** Takes part no more, but gives away what it holds. */
  DRAINING,
  /** Belongs to the tree, but cannot be reached now, or has not been reached yet. */
  LOST,
  /** Cannot be reached now, as was announced. */
  MAINTENANCE,
  /** A gateway that knows less than its members: what it does not know may exist. */
  RECOVERING;

  /** As nodes tell each other of one that is no longer below them. */
  static final String GONE = "GONE";

  /** As users read it: in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
