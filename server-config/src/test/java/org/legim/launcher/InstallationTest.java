package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir Path folder;

  @Test
  void namesThePartThatIsMissing() throws Exception {
    Path war = folder.resolve("legim.war");
    Path extension = folder.resolve("legim-payara.jar");

    assertThatThrownBy(() -> Installation.of(war, extension))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(war + " is missing");
    Files.createFile(war);
    assertThatThrownBy(() -> Installation.of(war, extension))
        .hasMessageStartingWith(extension + " is missing");
    Files.createFile(extension);
    assertThat(Installation.of(war, extension)).isEqualTo(new Installation(war, extension));
  }
}
