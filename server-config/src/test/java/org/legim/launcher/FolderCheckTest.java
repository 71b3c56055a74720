package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {
  @TempDir Path folder;

  @Test
  void createsTheFolderAndLeavesNothingInIt() throws Exception {
    Path data = folder.resolve("a/b");

    FolderCheck.check(data);

    assertThat(data).isEmptyDirectory();
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FolderCheck.check(file))
        .isInstanceOf(Refusal.class)
        .hasMessage("node.data: " + file + " is a file, not a folder");
  }

  @Test
  void refusesAFolderBelowAFile() throws IOException {
    Path below = Files.createFile(folder.resolve("file")).resolve("data");

    assertThatThrownBy(() -> FolderCheck.check(below))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("node.data: " + below + " cannot be used: ");
  }

  @Test
  void refusesANetworkFileSystem() {
    assertThatThrownBy(() -> FolderCheck.refuseNetwork(folder, "nfs4"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("network file system (nfs4)");
  }

  @Test
  void takesADiskOfTheMachine() {
    assertThatCode(() -> FolderCheck.refuseNetwork(folder, "ext4")).doesNotThrowAnyException();
  }
}
