package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {

  @TempDir private Path folder;

  @Test
  void createsAFileThatIsNotThere() throws IOException {
    Path file = folder.resolve("node.json");

    Durable.replace(file, new byte[] {1, 2});

    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void replacesAFileAsAWhole() throws IOException {
    Path file = Files.write(folder.resolve("node.json"), new byte[100]);

    Durable.replace(file, new byte[] {3});

    assertThat(file).hasBinaryContent(new byte[] {3});
  }

  @Test
  void replacesAFileWhereACrashLeftAnUnfinishedOne() throws IOException {
    Path file = Files.write(folder.resolve("node.json"), new byte[] {1});
    Files.write(folder.resolve("node.json.new"), new byte[100]);

    Durable.replace(file, new byte[] {4, 5});

    assertThat(file).hasBinaryContent(new byte[] {4, 5});
    assertThat(folder.resolve("node.json.new")).doesNotExist();
  }

  @Test
  void leavesTheOldFileWhereTheNewOneCannotBeWritten() throws IOException {
    Path file = Files.write(folder.resolve("node.json"), new byte[] {1});
    Files.createDirectory(folder.resolve("node.json.new"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Durable.replace(file, new byte[] {2}));

    assertThat(file).hasBinaryContent(new byte[] {1});
  }

  @Test
  void failsWhereThereIsNoFolder() {
    Path file = folder.resolve("missing").resolve("node.json");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Durable.replace(file, new byte[] {1}));
  }

  @Test
  void createsAllFoldersThatAreMissing() throws IOException {
    Path deep = folder.resolve("a").resolve("b").resolve("c");

    Durable.createFolders(deep);
    Durable.createFolders(deep);

    assertThat(deep).isDirectory();
  }

  @Test
  void failsToCreateAFolderWhereAFileIs() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {1});

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Durable.createFolders(file));
  }
}
