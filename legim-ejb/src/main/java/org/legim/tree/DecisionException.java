package org.legim.tree;

/** What an operator decided about a node cannot be done. */
public final class DecisionException extends Exception {

  /** Why not. */
  public enum Kind {
    /** There is no such node. */
    UNKNOWN,
    /** The node is in a state in which this makes no sense. */
    CONFLICT
  }

  private final Kind kind;

  /**
   * @param message in one sentence for the operator
   */
  public DecisionException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Why not. */
  public Kind kind() {
    return kind;
  }
}
