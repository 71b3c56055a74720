package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.launcher.client.FakeGateway;

class FlowsCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private FakeGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new FakeGateway();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private ExitCode run(String command) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(terminal).run(List.of(command, gateway.url().toString()));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void listsWhatMovesAndWhy() {
    gateway.on(
        "GET /flows",
        200,
        """
        {"flows": [
          {"reason": "backflow", "drain": "d1", "images": 40, "bytes": 4000,
           "bytesPerSecond": 500, "imagesLeft": 60, "bytesLeft": 6000},
          {"reason": "repair", "images": 5, "bytes": 2000000, "bytesPerSecond": 20000000,
           "imagesLeft": 123456, "bytesLeft": 9876543210}]}
        """);

    assertThat(run("flows")).isEqualTo(ExitCode.STOPPED);
    assertThat(lines())
        .containsExactly(
            "REASON    MOVED   BYTES  PER SECOND    LEFT  BYTES LEFT  DRAIN",
            "backflow     40  4.0 kB       500 B      60      6.0 kB  d1",
            "repair        5  2.0 MB       20 MB  123456      9.9 GB");
  }

  @Test
  void saysThatNothingMoves() {
    gateway.on("GET /flows", 200, "{\"flows\": []}");

    assertThat(run("flows")).isEqualTo(ExitCode.STOPPED);
    assertThat(lines()).containsExactly("nothing moves");
  }

  @Test
  void saysThatItDoesNotUnderstand() {
    gateway.on("GET /flows", 200, "{}");

    assertThat(run("flows")).isNotEqualTo(ExitCode.STOPPED);
    assertThat(err.toString(StandardCharsets.UTF_8)).isNotEmpty();
  }

  @Test
  void tellsBelowTheTreeHowManyImagesAreShortOfCopies() {
    gateway.on(
        "GET /tree",
        200,
        """
        {"name": "hanoi", "role": "gateway", "state": "online", "children": [],
         "health": {"images": 500, "tooFew": 12, "outOfReach": 3,
                    "counted": "2026-11-23T10:00:00Z"}}
        """);

    assertThat(run("tree")).isEqualTo(ExitCode.STOPPED);
    assertThat(lines().get(2))
        .isEqualTo(
            "12 of 500 images have too few copies in reach, 3 of them none"
                + " (counted 2026-11-23T10:00:00Z)");
  }
}
