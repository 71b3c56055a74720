package org.legim.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a setting came from, so that an error can send the operator there.
 *
 * @param place for people: {@code legim.yaml:3} or {@code environment variable LEGIM_NODE_PORT}
 * @param file the configuration file, if it came from one
 * @param line the line in that file, counted from 1
 */
public record Origin(String place, Optional<Path> file, OptionalInt line) {
  static Origin file(Path file) {
    return new Origin(file.toString(), Optional.of(file), OptionalInt.empty());
  }

  static Origin line(Path file, int line) {
    return new Origin(file + ":" + line, Optional.of(file), OptionalInt.of(line));
  }

  static Origin environment(String variable) {
    return elsewhere("environment variable " + variable);
  }

  static Origin systemProperty(String name) {
    return elsewhere("system property " + name);
  }

  static Origin microProfile(String name) {
    return elsewhere("MicroProfile Config " + name);
  }

  private static Origin elsewhere(String place) {
    return new Origin(place, Optional.empty(), OptionalInt.empty());
  }

  @Override
  public String toString() {
    return place;
  }
}
