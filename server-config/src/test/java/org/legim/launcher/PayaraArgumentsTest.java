package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraArgumentsTest {
  @TempDir Path data;

  @Test
  void unpacksBelowTheDataFolderAndListensWhereTheNodeShall() throws Exception {
    try (ServerFolder folder = ServerFolder.open(data)) {
      List<String> arguments =
          PayaraArguments.of(
                  Configs.of("node.port", "81", "node.bind", "127.0.0.1"),
                  Path.of("legim.war"),
                  folder)
              .toList();

      assertThat(arguments)
          .containsSequence("--port", "81")
          .containsSequence("--deploy", "legim.war")
          .containsSubsequence("--rootdir", "--unpackdir")
          .contains("--nohazelcast")
          .doesNotContain("--nocluster");
      assertThat(folder.file("root")).isDirectory();
      assertThat(folder.file("unpacked")).isDirectory();
      assertThat(Files.readString(folder.file("preboot-commands")))
          .contains("http-listener.address=127.0.0.1\n")
          .doesNotContain("@bind@");
    }
  }

  @Test
  void commandsAreAllSettingsOrComments() throws Exception {
    assertThat(PayaraArguments.resource("preboot-commands").lines())
        .allMatch(line -> line.isEmpty() || line.startsWith("# ") || line.startsWith("set "));
  }
}
