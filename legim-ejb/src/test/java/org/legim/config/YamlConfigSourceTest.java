package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlConfigSourceTest {
  @TempDir Path folder;

  private ConfigSource source(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("legim.yaml"), yaml);
    return new YamlConfigSource(Optional.of(ConfigFile.read(file)));
  }

  @Test
  void givesTheSettingsUnderTheirMicroProfileNames() throws IOException {
    ConfigSource valid = source("node: {port: 8888}\non-stop: keep\n");
    assertThat(valid.getProperties())
        .isEqualTo(Map.of("legim.node.port", "8888", "legim.on-stop", "keep"));
    assertThat(valid.getPropertyNames()).containsOnly("legim.node.port", "legim.on-stop");
    assertThat(valid.getValue("legim.node.port")).isEqualTo("8888");
    assertThat(valid.getValue("legim.secret")).isNull();
    assertThat(valid.getOrdinal()).isEqualTo(170);
  }

  @Test
  void isEmptyForABrokenFileAndForNone() throws IOException {
    assertThat(source("node: [").getProperties()).isEmpty();
    assertThat(source("node: {port: 1, prot: 2}").getProperties()).isEmpty();
    assertThat(new YamlConfigSource(Optional.empty()).getProperties()).isEmpty();
  }

  @Test
  void isFoundByServersAsOftenAsTheyLike() {
    for (int i = 0; i < 2; i++) {
      assertThat(ServiceLoader.load(ConfigSource.class))
          .hasAtLeastOneElementOfType(YamlConfigSource.class);
    }
  }
}
