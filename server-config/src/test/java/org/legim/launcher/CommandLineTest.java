package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.legim.config.ConfigKey;
import org.legim.config.Handshake;

class CommandLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(terminal).run(List.of(arguments));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @AfterEach
  void forgetTheFile() {
    System.clearProperty(Handshake.CONFIG);
  }

  @ParameterizedTest
  @EnumSource
  void helpNamesEveryKeyWithItsDefault(ConfigKey key) {
    assertThat(run("--help")).isEqualTo(ExitCode.STOPPED);
    assertThat(out()).containsPattern("(?m)^  " + key.key() + " +\\Q" + key.defaultValue());
    assertThat(err()).isEmpty();
  }

  @Test
  void helpNamesEveryExitCodeAndCommand() {
    run("--help");

    assertThat(out())
        .contains(
            Arrays.stream(ExitCode.values())
                .map(code -> "  " + code.number() + "  " + code.meaning())
                .toList())
        .contains(
            "./legim [FILE] ",
            "./legim tree [URL|FILE] ",
            "./legim approve NAME [URL|FILE] ",
            "./legim refuse NAME [URL|FILE] ",
            "./legim forget NAME [URL|FILE] ",
            "./legim retire NODE [URL|FILE] [--force] [--yes] ",
            "./legim cancel DRAIN [URL|FILE] ",
            "./legim drains [URL|FILE] ",
            "./legim check-drain DRAIN [URL|FILE] ",
            "./legim maintenance NODE TIME [URL|FILE] ",
            "./legim backup TARGET [FILE] ",
            "./legim restore SOURCE [FILE] ",
            "./legim demo [--data DIR] ",
            "./legim --help ",
            "./legim --version ");
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isEqualTo(ExitCode.STOPPED);
    assertThat(out()).startsWith("legim ").contains("on Java " + Runtime.version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--colour| legim: unknown option --colour; ./legim --help lists what there is",
        "aprove| legim: there is no command and no file \"aprove\"; ./legim --help lists what",
        "none.yaml| legim: none.yaml: does not exist",
        "./none| legim: ./none: does not exist",
        "--version now| legim: --version stands alone",
        "tree 10.0.0.6:3333| legim: \"10.0.0.6:3333\" is neither a URL, as in http",
        "tree http://a/ b| legim: one node is asked; \"b\" is too much",
        "approve| legim: approve needs the name or id of a node; ./legim tree shows them",
        "forget a b.yaml c| legim: one node is asked; \"c\" is too much",
        "demo now| legim: demo takes nothing but --data DIR, the folder for what its nodes keep",
        "a.yaml b.yaml| legim: one file describes one node; \"b.yaml\" is too much",
      })
  void refusesWhatItDoesNotUnderstandInOneLine(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).singleElement().asString().startsWith(message);
    assertThat(out()).isEmpty();
  }

  @Test
  void saysAllThatIsWrongWithAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("node"), "node.port: x\nreplicas: 0\n");

    assertThat(run(file.toString())).isEqualTo(ExitCode.REFUSED);
    assertThat(err())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("legim: " + file + ":1: node.port: "),
            line -> assertThat(line).startsWith("legim: " + file + ":2: replicas: "));
  }
}
