package org.legim.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  @TempDir Path temporary;

  @Test
  void keepsAFolderThatWasChosen() throws Exception {
    Path chosen = temporary.resolve("a/b");

    try (DemoFolder folder = DemoFolder.open(Optional.of(chosen))) {
      Files.createFile(folder.path().resolve("file"));
      assertThat(folder.room()).isPositive();
    }
    assertThat(chosen.resolve("file")).exists();
  }

  @Test
  void deletesATemporaryOneAndNothingThatIsLinkedFromThere() throws Exception {
    Path other = Files.createFile(temporary.resolve("other"));
    Path path;
    try (DemoFolder folder = DemoFolder.open(Optional.empty())) {
      path = folder.path();
      Files.createFile(Files.createDirectories(path.resolve("a/b")).resolve("file"));
      Files.createSymbolicLink(path.resolve("link"), temporary);
    }
    assertThat(path).doesNotExist();
    assertThat(other).exists();
  }
}
