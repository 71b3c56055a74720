package org.legim.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.legim.config.ConfigException;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;

/** What stands in the folders of this module for systemd, containers and Kubernetes. */
final class OperatorFiles {
  static final Path SYSTEMD = Path.of("systemd");
  static final Path CONTAINER = Path.of("container");
  static final Path KUBERNETES = Path.of("kubernetes");

  private OperatorFiles() {}

  static Stream<Path> all() {
    return Stream.of(SYSTEMD, CONTAINER, KUBERNETES).flatMap(OperatorFiles::in);
  }

  private static Stream<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configuration of a node that is started with these variables. */
  static NodeConfig config(Map<String, String> environment) {
    try {
      return NodeConfig.from(Settings.of(Optional.empty(), environment, new Properties()));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.errors().toString(), e);
    }
  }
}
