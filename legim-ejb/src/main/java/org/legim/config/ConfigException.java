package org.legim.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong; carries everything that is, so that it is mended in one go. */
public final class ConfigException extends Exception {
  private final transient List<ConfigError> errors;

  /** Takes at least one error; the message has one line for each. */
  public ConfigException(List<ConfigError> errors) {
    super(errors.stream().map(ConfigError::message).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  /** The errors in the order in which they were found. */
  public List<ConfigError> errors() {
    return errors;
  }
}
