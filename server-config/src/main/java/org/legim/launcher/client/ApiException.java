package org.legim.launcher.client;

/** A node could not be asked or did not do what it was asked; the message says why in one line. */
public final class ApiException extends Exception {
  ApiException(String message) {
    super(message);
  }

  ApiException(String message, Throwable cause) {
    super(message, cause);
  }
}
