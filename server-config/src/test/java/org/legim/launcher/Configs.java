package org.legim.launcher;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.legim.config.ConfigException;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;

/** Configurations for tests. */
final class Configs {
  private Configs() {}

  static NodeConfig of(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("legim." + keysAndValues[i], keysAndValues[i + 1]);
    }
    try {
      return NodeConfig.from(Settings.of(Optional.empty(), Map.of(), properties));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
