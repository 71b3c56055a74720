package org.legim.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.legim.config.ConfigError;
import org.legim.config.ConfigException;
import org.legim.config.Handshake;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;

/** Starts one node and stays until it has stopped. */
final class StartCommand {
  static final Usage USAGE = new Usage("[FILE]", "start the node that the file describes");

  /** Runs the node of the file, which is the only argument, or of none. */
  ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    if (arguments.size() > 1) {
      throw new Refusal("one file describes one node; \"" + arguments.get(1) + "\" is too much");
    }
    Optional<Path> file = file(arguments);
    file.ifPresent(path -> System.setProperty(Handshake.CONFIG, path.toString()));
    NodeConfig config = configuration(file);
    Preflight.check(config);
    Installation installation = Installation.find();
    try (ServerFolder folder = ServerFolder.open(config.data())) {
      return new NodeProcess(config, installation, folder, terminal).run();
    }
  }

  /** The file that the argument, the system property or the environment names, in this order. */
  private static Optional<Path> file(List<String> arguments) throws Refusal {
    Optional<String> name =
        arguments.stream()
            .findFirst()
            .or(() -> Optional.ofNullable(System.getProperty(Handshake.CONFIG)))
            .or(() -> Optional.ofNullable(System.getenv(Handshake.CONFIG_VARIABLE)))
            .filter(text -> !text.isBlank());
    try {
      return name.map(Path::of);
    } catch (InvalidPathException e) {
      throw new Refusal("\"" + name.get() + "\" is not the path of a file");
    }
  }

  private static NodeConfig configuration(Optional<Path> file) throws Refusal {
    try {
      return NodeConfig.from(Settings.of(file, System.getenv(), System.getProperties()));
    } catch (ConfigException e) {
      throw new Refusal(e.errors().stream().map(ConfigError::message).toList());
    }
  }
}
