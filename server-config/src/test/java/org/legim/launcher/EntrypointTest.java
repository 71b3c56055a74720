package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class EntrypointTest {
  @TempDir Path folder;
  private Script script;
  private Path entrypoint;

  @BeforeEach
  void install() throws Exception {
    script = new Script(folder);
    entrypoint =
        Files.copy(OperatorFiles.CONTAINER.resolve("entrypoint"), folder.resolve("entrypoint"));
    script.program("legim", "echo \"legim runs [$*]\"");
  }

  @ParameterizedTest
  @CsvSource({"LEGIM_ON_STOP, keep", "LEGIM_API_KEY, '  '", "LEGIM_PARENT_IP, ''"})
  void refusesAGatewayThatNobodyCouldWriteTo(String variable, String value) throws Exception {
    Script.Result result = script.run(entrypoint, Map.of(variable, value));

    assertThat(result.code()).isEqualTo(ExitCode.REFUSED.number());
    assertThat(result.output()).startsWith("legim: LEGIM_API_KEY is not set.");
  }

  @ParameterizedTest
  @CsvSource({"LEGIM_API_KEY, k", "LEGIM_PARENT_IP, 10.0.0.6", "LEGIM_NODE_BIND, 127.0.0.1"})
  void startsANodeThatIsReachedAsItShouldBe(String variable, String value) throws Exception {
    assertThat(script.run(entrypoint, Map.of(variable, value)))
        .isEqualTo(new Script.Result(0, "legim runs []\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-key: k", "api-key: 'k'", "parent:\n  ip: 10.0.0.6\n  port: 8080"})
  void readsTheFileOfTheNode(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("node.yaml"), "node:\n  name: a\n" + yaml + "\n");

    assertThat(script.run(entrypoint, Map.of("LEGIM_CONFIG", file.toString())).output())
        .isEqualTo("legim runs []\n");
    assertThat(script.run(entrypoint, Map.of(), "node.yaml").output())
        .isEqualTo("legim runs [node.yaml]\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-key:", "api-key: # none", "api-key: ''", "# api-key: k", "x: 1"})
  void takesNoKeyForNone(String yaml) throws Exception {
    Files.writeString(folder.resolve("node.yaml"), yaml + "\n");

    assertThat(script.run(entrypoint, Map.of(), "node.yaml").code())
        .isEqualTo(ExitCode.REFUSED.number());
  }

  @Test
  void leavesAFileThatIsMissingToLegim() throws Exception {
    assertThat(script.run(entrypoint, Map.of(), "missing.yaml").output())
        .isEqualTo("legim runs [missing.yaml]\n");
  }

  @Test
  void runsCommandsWithoutAKey() throws Exception {
    assertThat(script.run(entrypoint, Map.of(), "tree", "http://a:8080/legim").output())
        .isEqualTo("legim runs [tree http://a:8080/legim]\n");
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    script.program("legim", "exit " + ExitCode.KEPT.number());

    assertThat(script.run(entrypoint, Map.of("LEGIM_API_KEY", "k")).code())
        .isEqualTo(ExitCode.KEPT.number());
  }
}
