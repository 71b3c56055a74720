package org.legim.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarLibraryTest {
  @TempDir Path folder;

  private BackupException copy(Path war) {
    return catchThrowableOfType(
        BackupException.class,
        () -> new WarLibrary(war).copy(folder.resolve("catalogue.db"), folder.resolve("copy.db")));
  }

  @Test
  void namesTheWarThatIsOfAnotherVersion() throws Exception {
    Path war = folder.resolve("legim.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/lib/empty.jar"));
      zip.closeEntry();
    }

    assertThat(copy(war)).hasMessageStartingWith(war + " is of another version than the launcher");
  }

  @Test
  void namesTheWarThatCannotBeRead() throws Exception {
    Path war = Files.writeString(folder.resolve("legim.war"), "no archive");

    assertThat(copy(war)).hasMessageStartingWith("the libraries of " + war + " cannot be unpacked");
  }
}
