package org.legim.launcher;

import java.io.Console;
import java.util.Locale;

/** The person at the terminal, if there is one. */
interface Operator {
  /** Whether somebody can be asked, and watches. */
  boolean isPresent();

  /** What is typed in answer to what stands on the terminal; empty if nothing. */
  String answer();

  /** Whether the answer is yes; everything else is no. */
  default boolean agrees() {
    String answer = answer().strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  /** Whoever sits before this process. */
  static Operator here() {
    return new Operator() {
      @Override
      public boolean isPresent() {
        return Operator.isTerminal(System.console());
      }

      @Override
      public String answer() {
        String line = System.console().readLine();
        return line == null ? "" : line;
      }
    };
  }

  /** From JDK 22 on there is a console even where there is no terminal, which only it can tell. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
