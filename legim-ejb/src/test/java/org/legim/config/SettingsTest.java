package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  private Path file;
  private final Properties properties = new Properties();

  @BeforeEach
  void writeFile() throws IOException {
    file =
        Files.writeString(
            folder.resolve("legim.yaml"), "node.port: 1\nreplicas: 1\nreads: private\n");
  }

  @Test
  void aSystemPropertyWinsOverTheEnvironmentOverTheFile() {
    properties.setProperty("legim.node.port", "3");
    properties.setProperty("legim.reads", "");
    Map<String, String> environment =
        Map.of("LEGIM_NODE_PORT", "2", "LEGIM_REPLICAS", "2", "LEGIM_READS", " ");

    Settings settings = Settings.of(Optional.of(file), environment, properties);

    assertThat(shown(settings, ConfigKey.NODE_PORT))
        .isEqualTo("system property legim.node.port: node.port=3");
    assertThat(shown(settings, ConfigKey.REPLICAS))
        .isEqualTo("environment variable LEGIM_REPLICAS: replicas=2");
    assertThat(shown(settings, ConfigKey.READS)).isEqualTo(file + ":3: reads=private");
    assertThat(settings.get(ConfigKey.SECRET)).isEmpty();
    assertThat(settings.errors()).isEmpty();
  }

  @Test
  void refusesNamesThatAreNearlyOursAndIgnoresOthers() {
    properties.setProperty("legim.node.prot", "3");
    properties.setProperty("legim.test.something", "x");
    properties.setProperty("legim.ready", "gateway hanoi");
    properties.setProperty("user.home", "/");
    Map<String, String> environment =
        Map.of("LEGIM_ONSTOP", "keep", "LEGIM_SERVICE_HOST", "10.0.0.1", "LEGIM_CONFIG", "x.yaml");

    Settings settings = Settings.of(Optional.empty(), environment, properties);

    assertThat(settings.errors())
        .extracting(ConfigError::message)
        .containsExactly(
            "environment variable LEGIM_ONSTOP: is unknown; did you mean LEGIM_ON_STOP?",
            "system property legim.node.prot: is unknown; did you mean legim.node.port?");
  }

  @Test
  void microProfileConfigDecidesAndTheFileSaysWhere() {
    Map<String, String> config = Map.of("legim.node.port", "1", "legim.replicas", "7");

    Settings settings =
        Settings.of(
            name -> Optional.ofNullable(config.get(name)), Optional.of(ConfigFile.read(file)));

    assertThat(shown(settings, ConfigKey.NODE_PORT)).isEqualTo(file + ":1: node.port=1");
    assertThat(shown(settings, ConfigKey.REPLICAS))
        .isEqualTo("MicroProfile Config legim.replicas: replicas=7");
    assertThat(shown(settings, ConfigKey.READS)).isEqualTo(file + ":3: reads=private");
  }

  @Test
  void keepsTheErrorsOfTheFile() {
    ConfigFile missing = ConfigFile.read(folder.resolve("missing.yaml"));

    assertThat(Settings.of(name -> Optional.empty(), Optional.of(missing)).errors()).hasSize(1);
  }

  @Test
  void aSecretIsNotShown() {
    properties.setProperty("legim.secret", "hush");

    Settings settings = Settings.of(Optional.empty(), Map.of(), properties);

    assertThat(shown(settings, ConfigKey.SECRET)).doesNotContain("hush").contains("<hidden>");
  }

  private static String shown(Settings settings, ConfigKey key) {
    return settings.get(key).orElseThrow(NoSuchElementException::new).toString();
  }
}
