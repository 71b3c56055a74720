package org.legim.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.legim.config.Handshake;
import org.legim.config.NodeConfig;

/** Starts one node and stays until it has stopped. */
final class StartCommand {
  static final Usage USAGE = new Usage("[FILE]", "start the node that the file describes");

  /** Runs the node of the file, which is the only argument, or of none. */
  ExitCode run(List<String> arguments, Terminal terminal) throws Refusal {
    if (arguments.size() > 1) {
      throw new Refusal("one file describes one node; \"" + arguments.get(1) + "\" is too much");
    }
    Optional<Path> file = Configuration.file(arguments.stream().findFirst());
    file.ifPresent(path -> System.setProperty(Handshake.CONFIG, path.toString()));
    NodeConfig config = Configuration.read(file);
    Preflight.check(config);
    Installation installation = Installation.find();
    try (ServerFolder folder = ServerFolder.open(config.data())) {
      return new NodeProcess(config, installation, folder, terminal).run();
    }
  }
}
