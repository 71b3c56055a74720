package org.legim.tree;

/** A node cannot be who it is told to be; the message tells the operator what to mend. */
public final class IdentityException extends Exception {

  IdentityException(String message) {
    super(message);
  }

  IdentityException(String message, Throwable cause) {
    super(message, cause);
  }
}
