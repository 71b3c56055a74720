package org.legim.config;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives a server's MicroProfile Config the settings of the configuration file. A server builds it
 * before anything else of the application and perhaps several times, so it has no side effects and
 * never fails: a file with errors counts as empty here, and the start-up of the node reports them.
 */
public final class YamlConfigSource implements ConfigSource {
  /** Below the environment (300); equal to no source that any of the four servers brings. */
  private static final int ORDINAL = 170;

  private final Map<String, String> values;

  /** Found by {@link java.util.ServiceLoader}. */
  public YamlConfigSource() {
    this(ConfigFile.named(System::getProperty, System::getenv));
  }

  YamlConfigSource(Optional<ConfigFile> file) {
    values =
        file.filter(read -> read.errors().isEmpty()).map(YamlConfigSource::values).orElse(Map.of());
  }

  private static Map<String, String> values(ConfigFile file) {
    return Arrays.stream(ConfigKey.values())
        .flatMap(key -> file.get(key).stream())
        .collect(Collectors.toUnmodifiableMap(s -> s.key().property(), Setting::value));
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public Map<String, String> getProperties() {
    return values;
  }

  @Override
  public String getValue(String name) {
    return values.get(name);
  }

  @Override
  public String getName() {
    return "Legim configuration file";
  }
}
