package org.legim.launcher;

import java.util.logging.LogRecord;

/** Warnings of Payara Micro that say nothing an operator could act on. */
final class Noise {
  private static final String BROKEN_BODY = "org.glassfish.grizzly.http.HttpBrokenContentException";

  private Noise() {}

  static boolean is(LogRecord record) {
    // A client that sends a malformed body has been told so, and could fill the log at will.
    Throwable thrown = record.getThrown();
    return thrown != null && thrown.getClass().getName().equals(BROKEN_BODY);
  }
}
