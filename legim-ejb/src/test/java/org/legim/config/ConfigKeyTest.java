package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigKeyTest {
  @ParameterizedTest
  @EnumSource
  void hasARowInTheTable(ConfigKey key) {
    assertThat(ConfigTable.markdown().lines())
        .filteredOn(line -> line.startsWith("| `" + key.key() + "` | "))
        .singleElement()
        .satisfies(
            row -> assertThat(row.split(" \\| ")).hasSize(4).noneMatch(String::isBlank),
            row -> assertThat(row).endsWith(". |"));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(ConfigKey key) {
    assertThat(ConfigKey.of(key.key())).contains(key);
    assertThat(key.key()).matches("[a-z]+([.-][a-z]+)*");
    assertThat(key.expected()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "NODE_PORT, legim.node.port, LEGIM_NODE_PORT",
    "ON_STOP, legim.on-stop, LEGIM_ON_STOP",
    "SECRET, legim.secret, LEGIM_SECRET"
  })
  void hasANameAsPropertyAndInTheEnvironment(ConfigKey key, String property, String variable) {
    assertThat(key.property()).isEqualTo(property);
    assertThat(key.environment()).isEqualTo(variable);
  }

  @Test
  void onlySecretsAreSecret() {
    assertThat(ConfigKey.values())
        .filteredOn(ConfigKey::secret)
        .containsExactly(ConfigKey.SECRET, ConfigKey.OTHER_SECRET, ConfigKey.API_KEY);
  }
}
