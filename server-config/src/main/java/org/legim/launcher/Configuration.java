package org.legim.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.legim.config.ConfigError;
import org.legim.config.ConfigException;
import org.legim.config.Handshake;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;

/** The configuration of the node that a command is about. */
final class Configuration {
  private Configuration() {}

  /** The file that the argument, the system property or the environment names, in this order. */
  static Optional<Path> file(Optional<String> argument) throws Refusal {
    Optional<String> name =
        argument
            .or(() -> Optional.ofNullable(System.getProperty(Handshake.CONFIG)))
            .or(() -> Optional.ofNullable(System.getenv(Handshake.CONFIG_VARIABLE)))
            .filter(text -> !text.isBlank());
    try {
      return name.map(Path::of);
    } catch (InvalidPathException e) {
      throw new Refusal("\"" + name.get() + "\" is not the path of a file");
    }
  }

  /** What the file, the environment and the system properties say together. */
  static NodeConfig read(Optional<Path> file) throws Refusal {
    try {
      return NodeConfig.from(Settings.of(file, System.getenv(), System.getProperties()));
    } catch (ConfigException e) {
      throw new Refusal(e.errors().stream().map(ConfigError::message).toList());
    }
  }
}
