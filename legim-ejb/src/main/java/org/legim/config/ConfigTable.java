package org.legim.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** All settings as the Markdown table of the README. */
public final class ConfigTable {
  private ConfigTable() {}

  /** The table, each row ended by a line feed. */
  public static String markdown() {
    return "| Key | Default | Unit | Meaning |\n|---|---|---|---|\n"
        + Arrays.stream(ConfigKey.values())
            .map(ConfigTable::row)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(ConfigKey key) {
    return "| `%s` | %s | %s | %s |"
        .formatted(key.key(), key.defaultValue().replace("<", "\\<"), key.unit(), key.meaning());
  }
}
