package org.legim.tree;

import java.util.Locale;

/** What a node is, which follows from its place in the tree. */
public enum Role {
  /** Has no parent; alone answers the public API. */
  GATEWAY,
  /** Has a parent and children. */
  CLUSTER,
  /** Has a parent and no children. */
  LEAF;

  /** The role of a node in a place. */
  public static Role of(boolean hasParent, boolean hasChildren) {
    if (!hasParent) {
      return GATEWAY;
    }
    return hasChildren ? CLUSTER : LEAF;
  }

  /** As users read it: in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
