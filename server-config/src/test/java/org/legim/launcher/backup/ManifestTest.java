package org.legim.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @Test
  void readsWhatItWrites() {
    Manifest manifest =
        new Manifest(
            "2026-11-23T14:00:00Z",
            "n",
            "t",
            "4",
            7,
            Map.of("catalogue.db", "ab", "node.json", "c"));

    assertThat(manifest.toJson())
        .startsWith("{")
        .containsSubsequence(
            "\"format\": 1", "\"taken\": \"2026-11-23T14:00:00Z\"", "\"images\": 7");
    assertThat(Manifest.of(manifest.toJson())).contains(manifest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"format\": 1}",
        "{\"format\": 1, \"sha256\": []}",
        "{\"format\": 1, \"sha256\": {}, \"taken\": 5}",
        "{\"format\": 2, \"taken\": \"\", \"node\": \"\", \"tree\": \"\", \"schema\": \"\","
            + " \"images\": 1, \"sha256\": {}}"
      })
  void takesNothingElseForOne(String text) {
    assertThat(Manifest.of(text)).isEmpty();
  }
}
