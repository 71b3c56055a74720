package org.legim.launcher;

import java.util.List;
import java.util.Optional;

/** Says which Legim this is and on which Java it runs. */
final class VersionCommand implements Command {
  @Override
  public String name() {
    return "--version";
  }

  @Override
  public Usage usage() {
    return new Usage("--version", "say which version this is");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    if (!arguments.isEmpty()) {
      throw new Refusal("--version stands alone");
    }
    terminal.out().printf("legim %s on Java %s (%s)%n", version(), Runtime.version(), vendor());
    return ExitCode.STOPPED;
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static String vendor() {
    return System.getProperty("java.vendor");
  }
}
