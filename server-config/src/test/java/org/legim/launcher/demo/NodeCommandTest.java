package org.legim.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeCommandTest {
  private static final Path FOLDER = Path.of("world");
  private static final DemoNode NODE = new DemoNode("hanoi", "21,105", 4001, Optional.empty());

  private static ProcessBuilder process(String... options) {
    return NodeCommand.of(Path.of("launcher.jar"), List.of(options)).process(FOLDER, NODE);
  }

  @Test
  void startsASmallNodeOfAFileOutOfSightOfOtherMachines() {
    List<String> command = process().command();

    assertThat(command.get(0)).endsWith("java");
    assertThat(command)
        .contains("-Xmx160m", "-Dlegim.lifeline=true", "-Dlegim.node.bind=127.0.0.1")
        .endsWith("-jar", "launcher.jar", "--", "hanoi.yaml");
    assertThat(process().directory()).isEqualTo(FOLDER.toFile());
  }

  @Test
  void handsOnWhatConcernsTheJavaAndNotWhatConcernsOneNode() {
    assertThat(
            process(
                    "-XX:+ExitOnOutOfMemoryError",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dfile.encoding=UTF-8",
                    "-Dlegim.war=other.war",
                    "-Dlegim.node.port=8081",
                    "-Dlegim.config=node.yaml",
                    "-Xmx1g",
                    "-agentlib:jdwp=server=y")
                .command())
        .contains(
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Dlegim.war=other.war")
        .noneMatch(
            word ->
                word.contains("8081")
                    || word.contains("legim.config")
                    || word.equals("-Xmx1g")
                    || word.startsWith("-agentlib"));
  }

  @Test
  void keepsTheSettingsOfThisProcessFromIt() {
    assertThat(process().environment()).doesNotContainKeys("LEGIM_CONFIG", "LEGIM_NODE_PORT");
    assertThat(process().environment().keySet()).noneMatch(name -> name.startsWith("LEGIM_"));
  }
}
