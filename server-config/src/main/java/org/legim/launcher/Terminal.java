package org.legim.launcher;

import java.io.PrintStream;

/**
 * Where the launcher speaks to its operator: answers on {@code out}, complaints on {@code err}.
 *
 * @param out standard output, on which a script waits for the line that says ready
 * @param err standard error, which the log shares
 */
record Terminal(PrintStream out, PrintStream err) {
  void say(String line) {
    out.println("legim: " + line);
    out.flush();
  }

  void complain(String line) {
    err.println("legim: " + line);
    err.flush();
  }
}
