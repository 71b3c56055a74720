package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "node.prot, node.port",
    "NODE.PORT, node.port",
    "replica, replicas",
    "api_key, api-key",
    "apiKey, api-key",
    "location, node.location",
    "tls, parent.tls",
    "parents, parent",
    "secrte, secret",
  })
  void findsWhatWasMeant(String unknown, String meant) {
    assertThat(KeySuggestion.forKey(unknown)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "table", "node.colour"})
  void doesNotGuessWildly(String unknown) {
    assertThat(KeySuggestion.forKey(unknown)).isEmpty();
  }

  @Test
  void countsASwapOfNeighboursOnce() {
    assertThat(KeySuggestion.distance("prot", "port")).isEqualTo(1);
    assertThat(KeySuggestion.distance("", "abc")).isEqualTo(3);
    assertThat(KeySuggestion.distance("kitten", "sitting")).isEqualTo(3);
  }
}
