package org.legim.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings of a node as written, each with where it came from. A system property wins over the
 * environment, the environment over the file; an empty value there counts as none.
 */
public final class Settings {
  private final Map<ConfigKey, Setting> values = new EnumMap<>(ConfigKey.class);
  private final List<ConfigError> errors = new ArrayList<>();

  private Settings() {}

  /**
   * The settings that a server's MicroProfile Config gives, as in {@code name ->
   * config.getOptionalValue(name, String.class)}. Says of which line of the configuration file a
   * value is where it comes from there, and has that file's errors.
   *
   * @param lookup asked for names such as {@code legim.node.port}
   */
  public static Settings of(Function<String, Optional<String>> lookup) {
    return of(lookup, ConfigFile.named(System::getProperty, System::getenv));
  }

  static Settings of(Function<String, Optional<String>> lookup, Optional<ConfigFile> file) {
    Settings settings = new Settings();
    settings.take(file);
    for (ConfigKey key : ConfigKey.values()) {
      String name = key.property();
      lookup
          .apply(name)
          .filter(value -> !value.isBlank())
          .filter(value -> settings.get(key).filter(s -> s.value().equals(value)).isEmpty())
          .ifPresent(value -> settings.put(key, value, Origin.microProfile(name)));
    }
    return settings;
  }

  /** The settings of a process before any server is there. */
  public static Settings of(
      Optional<Path> file, Map<String, String> environment, Properties systemProperties) {
    Settings settings = new Settings();
    settings.take(file.map(ConfigFile::read));
    for (ConfigKey key : ConfigKey.values()) {
      String variable = key.environment();
      settings.put(key, environment.get(variable), Origin.environment(variable));
      String property = key.property();
      settings.put(key, systemProperties.getProperty(property), Origin.systemProperty(property));
    }
    settings.refuseTypos(
        environment.keySet(), "LEGIM_", ConfigKey::environment, Origin::environment);
    settings.refuseTypos(
        systemProperties.stringPropertyNames(),
        "legim.",
        ConfigKey::property,
        Origin::systemProperty);
    return settings;
  }

  /** The value of a key, if there is one. */
  public Optional<Setting> get(ConfigKey key) {
    return Optional.ofNullable(values.get(key));
  }

  /** What is wrong before any value is looked at. */
  public List<ConfigError> errors() {
    return List.copyOf(errors);
  }

  private void take(Optional<ConfigFile> file) {
    file.ifPresent(
        read -> {
          errors.addAll(read.errors());
          for (ConfigKey key : ConfigKey.values()) {
            read.get(key).ifPresent(setting -> values.put(key, setting));
          }
        });
  }

  private void put(ConfigKey key, String value, Origin origin) {
    if (value != null && !value.isBlank()) {
      values.put(key, new Setting(key, value, origin));
    }
  }

  /**
   * Refuses what is nearly a name of ours. Other names with our prefix are left alone: Kubernetes
   * sets {@code LEGIM_SERVICE_HOST} and the like for a service of that name.
   */
  private void refuseTypos(
      Set<String> names,
      String prefix,
      Function<ConfigKey, String> nameOf,
      Function<String, Origin> originOf) {
    List<String> known = Arrays.stream(ConfigKey.values()).map(nameOf).toList();
    names.stream()
        .filter(name -> name.startsWith(prefix) && !known.contains(name))
        .filter(name -> !Handshake.NAMES.contains(name))
        .sorted()
        .forEach(
            name ->
                KeySuggestion.nearest(name, known)
                    .map(meant -> "is unknown; did you mean " + meant + "?")
                    .map(problem -> ConfigError.ofFile(originOf.apply(name), problem))
                    .ifPresent(errors::add));
  }
}
