package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "SMBFS", "fuse.sshfs", "glusterfs"})
  void refusesANetworkFileSystem(String type) {
    assertThatThrownBy(() -> FolderCheck.refuseNetwork(folder, type))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("network file system (" + type + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "apfs", "NTFS", "overlay", "tmpfs", "9p"})
  void takesADiskOfTheMachine(String type) {
    assertThatCode(() -> FolderCheck.refuseNetwork(folder, type)).doesNotThrowAnyException();
  }
}
