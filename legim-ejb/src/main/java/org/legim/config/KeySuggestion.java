package org.legim.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what an unknown name was probably meant to be. */
final class KeySuggestion {
  private static final int MOST_TYPOS = 2;

  private KeySuggestion() {}

  /** The key or group that a name in the file was meant to be. */
  static Optional<String> forKey(String unknown) {
    String name = unknown.replace('_', '-').toLowerCase(Locale.ROOT);
    List<String> keys = Arrays.stream(ConfigKey.values()).map(ConfigKey::key).toList();
    return nearest(name, Stream.concat(keys.stream(), Stream.of("node", "parent")).toList())
        .or(() -> keys.stream().filter(key -> key.endsWith("." + name)).findFirst());
  }

  /** The one of {@code known} within two typing errors of {@code name}. */
  static Optional<String> nearest(String name, List<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= Math.min(MOST_TYPOS, name.length() / 2))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** Optimal string alignment distance: a swap of neighbours counts as one error. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
