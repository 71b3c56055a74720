package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts that end before a server is started, or because the application cannot start. */
@DisabledOnOs(OS.WINDOWS)
class RefusedStartIT {

  @TempDir private Path temporary;

  @Test
  void everyErrorOfTheFileIsToldWithItsLine() {
    NodeFolder node = NodeFolder.create(temporary, "wrong", "max-upload: huge", "nod: 1");

    try (LegimProcess process = node.launch()) {
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.out()).isEmpty();
      assertThat(process.complaints())
          .hasSize(2)
          .anySatisfy(line -> assertThat(line).contains(node.file() + ":6", "max-upload", "huge"))
          .anySatisfy(line -> assertThat(line).contains(node.file() + ":7", "nod"));
      assertNoMoreThanComplaints(process);
    }
  }

  @Test
  void aFileThatIsNoYamlIsToldWithItsLine() throws IOException {
    NodeFolder node = NodeFolder.create(temporary, "wrong");
    Files.writeString(node.file(), "node:\n  port: [8080\n");

    try (LegimProcess process = node.launch()) {
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.complaints()).hasSize(1);
      assertThat(process.complaints().get(0)).containsPattern("legim\\.yaml:[23]\\b");
      assertNoMoreThanComplaints(process);
    }
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    try (LegimProcess process = LegimProcess.launch(temporary, 0, "nowhere.yaml")) {
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.complaints()).hasSize(1);
      assertThat(process.complaints().get(0)).contains("nowhere.yaml");
      assertNoMoreThanComplaints(process);
    }
  }

  @Test
  void anApplicationThatCannotStartEndsTheProcess() throws IOException {
    NodeFolder node = NodeFolder.create(temporary, "broken");
    Files.createDirectories(node.data());
    Path identity = Files.writeString(node.data().resolve("node.json"), "{\"id\": ");

    try (LegimProcess process = node.launch()) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.out()).isEmpty();
      assertThat(process.complaints()).hasSize(1);
      assertThat(process.complaints().get(0)).startsWith("legim: " + identity + " is not valid");
      assertThat(process.err()).doesNotContain("\tat ", "Exception");
    }
    assertThat(identity).hasContent("{\"id\": ");
  }

  private static void assertNoMoreThanComplaints(LegimProcess process) {
    assertThat(process.err().lines()).allMatch(line -> line.startsWith("legim: "));
  }
}
