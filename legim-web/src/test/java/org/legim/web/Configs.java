package org.legim.web;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.legim.config.ConfigException;
import org.legim.config.NodeConfig;
import org.legim.config.Settings;

/** Configurations as an operator would write them. */
public final class Configs {

  private Configs() {}

  /** The defaults, but for these keys and values, in turn. */
  public static NodeConfig with(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty("legim." + settings[i], settings[i + 1]);
    }
    try {
      return NodeConfig.from(Settings.of(Optional.empty(), Map.of(), properties));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }
}
