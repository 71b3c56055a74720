package org.legim.grant;

/** A grant is not valid; the message goes on after "the grant". */
public final class GrantException extends Exception {

  GrantException(String message) {
    super(message);
  }

  GrantException(String message, Throwable cause) {
    super(message, cause);
  }
}
