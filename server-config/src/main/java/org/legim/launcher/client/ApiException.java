package org.legim.launcher.client;

/** A node could not be asked or did not do what it was asked; the message says why in one line. */
public final class ApiException extends Exception {
  private static final int FIRST_SERVER_ERROR = 500;

  private final int status;

  /**
   * @param status of the answer; 0 if there was none
   */
  ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  ApiException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** The HTTP status of the answer; 0 if there was none. */
  public int status() {
    return status;
  }

  /** Whether the same may work a little later. */
  public boolean mayPass() {
    return status == 0 || status >= FIRST_SERVER_ERROR;
  }
}
