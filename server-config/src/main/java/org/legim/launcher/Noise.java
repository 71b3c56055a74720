package org.legim.launcher;

import java.util.logging.LogRecord;

/** Warnings of Payara Micro that say nothing an operator could act on. */
final class Noise {
  private static final String BROKEN_BODY = "org.glassfish.grizzly.http.HttpBrokenContentException";

  private static final String FILTERS_STATE =
      "org.glassfish.grizzly.filterchain.DefaultFilterChain$FiltersState";

  private Noise() {}

  static boolean is(LogRecord record) {
    // A client that sends a malformed body has been told so, and could fill the log at will.
    Throwable thrown = record.getThrown();
    return thrown != null
        && (thrown.getClass().getName().equals(BROKEN_BODY) || isOlderThanFilters(thrown));
  }

  /**
   * Whether it is of a connection that was made before the filters of {@code org.legim.payara} were
   * added: Grizzly has no room for their state in it, and closes it; the client makes another.
   */
  private static boolean isOlderThanFilters(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return thrown instanceof ArrayIndexOutOfBoundsException
        && stack.length > 0
        && stack[0].getClassName().equals(FILTERS_STATE);
  }
}
