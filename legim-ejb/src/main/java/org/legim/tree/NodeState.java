package org.legim.tree;

import java.util.Locale;

/** Where a node is in its life in the tree. */
public enum NodeState {
  /** Takes part. */
  ONLINE;

  /** As users read it: in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
