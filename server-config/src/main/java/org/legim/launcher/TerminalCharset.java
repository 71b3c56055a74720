package org.legim.launcher;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * In which characters to draw on the terminal. The JVM takes an unset locale, as in most
 * containers, for a terminal of ASCII and would draw question marks; there and in files UTF-8 is
 * right.
 */
final class TerminalCharset {
  private static final String BRANCHES = "├─└│";

  private TerminalCharset() {}

  /** A stream to the same place that can draw branches. */
  static PrintStream on(PrintStream out) {
    Console console = System.console();
    return new PrintStream(
        out, false, of(console == null ? StandardCharsets.UTF_8 : console.charset()));
  }

  static Charset of(Charset terminal) {
    return terminal.canEncode() && terminal.newEncoder().canEncode(BRANCHES)
        ? terminal
        : StandardCharsets.UTF_8;
  }
}
