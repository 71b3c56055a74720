package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.launcher.client.FakeNode;

class TreeCommandsTest {
  private static final String PENDING =
      """
      {"id": "g1", "name": "gateway", "role": "gateway", "state": "online", "address": "http://a",
       "children": [
         {"id": "h1", "name": "hanoi", "role": "leaf", "state": "online", "address": "http://b"},
         {"id": "h2", "name": "hanoi", "role": "leaf", "state": "pending", "address": "http://c"},
         {"id": "d1", "name": "da-nang", "role": "leaf", "state": "pending", "address": "http://d"}]}
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(terminal).run(List.of(arguments));
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static FakeNode answering(int status, String body) throws IOException {
    return new FakeNode(status, "application/json", body);
  }

  @Test
  void treeDrawsTheTreeAndSaysHowToLetNodesIn() throws Exception {
    try (FakeNode node = answering(200, PENDING)) {
      String url = node.url().toString();

      assertThat(run("tree", url)).isEqualTo(ExitCode.STOPPED);
      assertThat(lines(out))
          .containsExactly(
              "NAME        ROLE     STATE    IMAGES  USED  FREE  ADDRESS",
              "gateway     gateway  online        0   0 B   0 B  http://a",
              "├─ hanoi    leaf     online        0   0 B   0 B  http://b",
              "├─ hanoi    leaf     pending       -     -     -  http://c",
              "└─ da-nang  leaf     pending       -     -     -  http://d",
              "hanoi waits to be let in: ./legim approve h2 " + url,
              "da-nang waits to be let in: ./legim approve da-nang " + url);
      assertThat(lines(err)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "approve, legim: da-nang is approved; it joins within a few seconds",
    "refuse, legim: da-nang is refused",
    "forget, legim: da-nang is forgotten"
  })
  void decisionsAreSentToTheGateway(String command, String line) throws Exception {
    try (FakeNode node = answering(204, "")) {
      assertThat(run(command, "da-nang", node.url().toString())).isEqualTo(ExitCode.STOPPED);
      assertThat(lines(out)).containsExactly(line);
      assertThat(node.requests()).containsExactly("POST /legim/api/tree/da-nang/" + command);
    }
  }

  @ParameterizedTest
  @CsvSource({"tree", "approve x", "refuse x", "forget x"})
  void aProblemIsOneLineAndExitCode1(String command) throws Exception {
    try (FakeNode node = answering(403, "{\"detail\": \"Ask the gateway at http://a.\"}")) {
      assertThat(run((command + " " + node.url()).split(" "))).isEqualTo(ExitCode.FAILED);
      assertThat(lines(err))
          .containsExactly("legim: " + node.url() + " answers 403: Ask the gateway at http://a.");
      assertThat(lines(out)).isEmpty();
    }
  }
}
