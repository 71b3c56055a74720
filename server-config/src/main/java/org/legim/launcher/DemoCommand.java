package org.legim.launcher;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.legim.launcher.demo.Audience;
import org.legim.launcher.demo.Demo;
import org.legim.launcher.demo.DemoFailure;
import org.legim.launcher.demo.NodeCommand;

/** Runs a tree of nodes on this machine until it is stopped. */
final class DemoCommand implements Command {
  private static final String DATA = "--data";

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public Usage usage() {
    return new Usage(
        "demo [--data DIR]", "try it: eight nodes with pictures, on this machine, until Ctrl-C");
  }

  @Override
  public ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    Optional<Path> folder = folder(arguments);
    NodeCommand command = NodeCommand.of(Installation.launcherJar());
    Installation.find();
    // Drawing is done without a screen; otherwise a Mac shows an icon for it.
    System.setProperty("java.awt.headless", "true");
    try (Demo demo = Demo.open(command, folder, audience(terminal))) {
      StopSignals signals = new StopSignals(() -> hurry(demo, terminal));
      signals.install();
      Runtime.getRuntime().addShutdownHook(new Thread(demo::kill));
      return switch (demo.run(signals::received)) {
        case STOPPED -> ExitCode.STOPPED;
        case FAILED -> ExitCode.FAILED;
        case KILLED -> ExitCode.KEPT;
      };
    } catch (DemoFailure e) {
      throw new Refusal(e.getMessage());
    } catch (IOException e) {
      terminal.complain("the demo cannot use its folder: " + e.getMessage());
      return ExitCode.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  static Optional<Path> folder(List<String> arguments) throws Refusal {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    if (arguments.size() != 2 || !arguments.get(0).equals(DATA) || arguments.get(1).isBlank()) {
      throw new Refusal("demo takes nothing but --data DIR, the folder for what its nodes keep");
    }
    try {
      return Optional.of(Path.of(arguments.get(1)));
    } catch (InvalidPathException e) {
      throw new Refusal("\"" + arguments.get(1) + "\" is not the path of a folder");
    }
  }

  /** Whoever sends a second signal does not want to wait for anything. */
  private static void hurry(Demo demo, Terminal terminal) {
    terminal.complain("stopping at once");
    demo.kill();
  }

  private static Audience audience(Terminal terminal) {
    return new Audience() {
      @Override
      public void say(String line) {
        terminal.say(line);
      }

      @Override
      public void show(String line) {
        terminal.out().println(line);
        terminal.out().flush();
      }

      @Override
      public void complain(String lines) {
        terminal.complain(lines);
      }
    };
  }
}
