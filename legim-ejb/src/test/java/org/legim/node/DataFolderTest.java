package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataFolderTest {

  @TempDir private Path folder;

  @Test
  void createsTheFolderWithThoseAboveIt() throws Exception {
    Path deep = folder.resolve("a").resolve("b");

    try (DataFolder opened = DataFolder.open(deep)) {
      assertThat(opened.root()).isEqualTo(deep).isDirectory();
      assertThat(opened.nativeLibraries()).isDirectory();
      assertThat(deep.resolve("lock")).exists();
    }
  }

  @Test
  void isLockedUntilItIsClosed() throws Exception {
    try (DataFolder opened = DataFolder.open(folder)) {
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> DataFolder.open(opened.root()))
          .withMessageContainingAll(
              "node.data", folder.toString(), "in use", folder.resolve("lock").toString());
    }
    DataFolder.open(folder).close();
  }

  @Test
  void aRefusedOpeningLeavesTheLockWithItsHolder() throws Exception {
    try (DataFolder opened = DataFolder.open(folder)) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(StartException.class)
            .isThrownBy(() -> DataFolder.open(opened.root()));
      }
      assertThat(openedByAnotherProcess()).contains("in use");
    }
  }

  @Test
  void isRefusedWhileAnotherProcessHasItAndFreeOnceThatIsKilled() throws Exception {
    Process other = otherProcess("hold");
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("opened");

      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> DataFolder.open(folder))
          .withMessageContaining("in use");
    } finally {
      other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
    DataFolder.open(folder).close();
  }

  @Test
  void namesAFileThatIsInTheWay() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> DataFolder.open(file))
        .withMessageContainingAll("node.data", file.toString());
  }

  private String openedByAnotherProcess() throws Exception {
    Process other = otherProcess("try");
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      return said.readLine();
    } finally {
      other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
  }

  private Process otherProcess(String mode) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FolderOpener.class.getName(),
            folder.toString(),
            mode)
        .redirectErrorStream(true)
        .start();
  }

  /** What the other process runs: opens the folder, says so, and stays until it is killed. */
  static final class FolderOpener {

    private FolderOpener() {}

    public static void main(String[] arguments) throws Exception {
      try (DataFolder opened = DataFolder.open(Path.of(arguments[0]))) {
        System.out.println("opened");
        if (arguments[1].equals("hold")) {
          Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        }
        System.out.println(opened.root());
      } catch (StartException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
