package org.legim.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Entry of {@code legim-launcher.jar}. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and ends the JVM with its exit code. */
  public static void main(String... arguments) {
    Terminal terminal = new Terminal(TerminalCharset.on(System.out), System.err);
    // One line on standard output means ready; what libraries print there must not come before it.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    ExitCode code = new CommandLine(terminal).run(List.of(arguments));
    terminal.out().flush();
    System.exit(code.number());
  }
}
