package org.legim.config;

import java.util.stream.Collectors;

/**
 * One thing that is wrong with a node's configuration.
 *
 * @param origin where it stands
 * @param key the key as written, or empty where the file as a whole is meant
 * @param problem what is wrong, the value quoted in it unless it is a secret
 * @param expected what would be right, or empty where the problem says it
 */
public record ConfigError(Origin origin, String key, String problem, String expected) {
  private static final int LONGEST_QUOTE = 60;

  static ConfigError ofFile(Origin origin, String problem) {
    return new ConfigError(origin, "", problem, "");
  }

  static ConfigError ofKey(Origin origin, String key, String problem) {
    return new ConfigError(origin, key, problem, "");
  }

  /** An error about a value, which is quoted only if its key is not a secret. */
  static ConfigError ofValue(Setting setting, String problem) {
    ConfigKey key = setting.key();
    String shown = key.secret() ? problem : quote(setting.value()) + " " + problem;
    return new ConfigError(setting.origin(), key.key(), shown, key.expected());
  }

  /** Quotes foreign text for a terminal: one line, of bearable length, without control codes. */
  static String quote(String text) {
    String whole =
        text.codePoints()
            .limit(LONGEST_QUOTE)
            .mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c))
            .collect(Collectors.joining());
    boolean cut = text.codePointCount(0, text.length()) > LONGEST_QUOTE;
    return '"' + whole + (cut ? "…" : "") + '"';
  }

  /** The error in one line. */
  public String message() {
    return origin
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + problem
        + (expected.isEmpty() ? "" : "; expected " + expected);
  }
}
