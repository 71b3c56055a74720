package org.legim.launcher;

/** The application did not start; the message says why in one line. */
final class StartFailure extends Exception {
  StartFailure(String message) {
    super(message);
  }
}
