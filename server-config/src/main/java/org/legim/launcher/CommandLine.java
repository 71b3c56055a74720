package org.legim.launcher;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.legim.launcher.backup.CatalogueLibrary;
import org.legim.launcher.client.Decision;

/** Finds the command that the arguments mean; a file, or nothing, means to start a node. */
final class CommandLine {
  private final Terminal terminal;
  private final StartCommand start;
  private final List<Command> commands;

  CommandLine(Terminal terminal) {
    this(terminal, Operator.here());
  }

  CommandLine(Terminal terminal, Operator operator) {
    this(terminal, operator, Optional.empty());
  }

  /**
   * @param library what works on catalogues; without it the application's
   */
  CommandLine(Terminal terminal, Operator operator, Optional<CatalogueLibrary> library) {
    this.terminal = terminal;
    this.start = new StartCommand();
    this.commands =
        List.of(
            new TreeCommand(),
            new FlowsCommand(),
            new DecisionCommand(Decision.APPROVE),
            new DecisionCommand(Decision.REFUSE),
            new DecisionCommand(Decision.FORGET),
            new RetireCommand(operator),
            new CancelCommand(),
            new DrainsCommand(),
            new CheckDrainCommand(),
            new MaintenanceCommand(),
            new BackupCommand(library),
            new RestoreCommand(library),
            new DemoCommand(),
            new HelpCommand(this::usages),
            new VersionCommand());
  }

  /** Runs what is asked for and says why if it cannot. */
  ExitCode run(List<String> arguments) {
    try {
      return dispatch(arguments);
    } catch (Refusal e) {
      e.lines().forEach(terminal::complain);
      return ExitCode.REFUSED;
    }
  }

  private ExitCode dispatch(List<String> arguments) throws Refusal {
    if (arguments.isEmpty()) {
      return start.run(arguments, terminal);
    }
    String first = arguments.get(0);
    List<String> rest = arguments.subList(1, arguments.size());
    if (first.equals("--")) {
      return start.run(rest, terminal);
    }
    Optional<Command> command =
        commands.stream().filter(each -> each.name().equals(first)).findFirst();
    if (command.isPresent()) {
      return command.get().run(rest, terminal);
    }
    if (first.startsWith("-")) {
      throw new Refusal("unknown option " + first + "; ./legim --help lists what there is");
    }
    if (!looksLikeAFile(first)) {
      throw new Refusal(
          "there is no command and no file \"%s\"; ./legim --help lists what there is"
              .formatted(first));
    }
    return start.run(arguments, terminal);
  }

  private List<Usage> usages() {
    return Stream.concat(Stream.of(StartCommand.USAGE), commands.stream().map(Command::usage))
        .toList();
  }

  private static boolean looksLikeAFile(String argument) {
    if (argument.matches(".*([/\\\\]|\\.ya?ml$).*")) {
      return true;
    }
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
