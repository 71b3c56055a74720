package org.legim.node;

/** The node cannot start; the message tells the operator in one line what to mend. */
public final class StartException extends Exception {

  StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
