package org.legim.blob;

/**
 * What an examination of a blob has found.
 *
 * @param state how it is
 * @param detail what is wrong, and where its bytes are now; empty if nothing is wrong
 */
public record Finding(State state, String detail) {

  /** Nothing is wrong. */
  public static final Finding WHOLE = new Finding(State.WHOLE, "");

  static final Finding HELD = new Finding(State.HELD, "");

  /** How a blob is. */
  public enum State {
    /** It is here, and its bytes are those of its name. */
    WHOLE,
    /** It was here, but its bytes are not those of its name; it has been set aside. */
    DAMAGED,
    /** It is not here. */
    MISSING,
    /** It is being stored right now, and was not looked at. */
    HELD
  }

  static Finding damaged(String detail) {
    return new Finding(State.DAMAGED, detail);
  }

  static Finding missing(String detail) {
    return new Finding(State.MISSING, detail);
  }

  /** Whether the node does not have the blob. */
  public boolean isLoss() {
    return state == State.DAMAGED || state == State.MISSING;
  }
}
