package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.launcher.client.ApiException;
import org.legim.launcher.client.DrainApi;
import org.legim.launcher.client.FakeGateway;

class DrainFollowerTest {
  private static final String DRAINING =
      "{\"id\": \"d1\", \"name\": \"usa\", \"state\": \"draining\", \"blobsLeft\": 2}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StopSignals signals = new StopSignals(() -> {});
  private FakeGateway server;
  private DrainApi gateway;
  private DrainFollower follower;

  @BeforeEach
  void start() throws Exception {
    server = new FakeGateway();
    gateway = new DrainApi(server.url(), Optional.empty());
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    follower =
        new DrainFollower(gateway, signals, Duration.ZERO, false, new Terminal(stream, stream));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void leavesTheDrainRunningWhenTheOperatorHasSeenEnough() throws Exception {
    server.on("GET /drains/d1", 200, DRAINING);
    signals.receive("SIGINT");

    assertThat(follower.follow(gateway.find("d1"), List.of("a.yaml"))).isEqualTo(ExitCode.FAILED);
    assertThat(lines())
        .containsExactly(
            "legim: drain d1 of usa has begun",
            "legim: 0 of 2 images, 0 B of 0 B",
            "legim: the drain goes on; to end it: ./legim cancel d1 a.yaml");
    assertThat(server.requests()).containsExactly("GET /drains/d1");
  }

  @Test
  void givesUpOnAGatewayThatStaysSilent() throws Exception {
    server.on("GET /drains/d1", 200, DRAINING).on("GET /drains/d1", 503, "{\"title\": \"Away\"}");

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> follower.follow(gateway.find("d1"), List.of()))
        .withMessage(server.url() + " answers 503: Away");
    assertThat(server.requests()).hasSize(61);
  }

  @Test
  void doesNotWaitForADrainThatIsForgotten() throws Exception {
    server.on("GET /drains/d1", 200, DRAINING).on("GET /drains/d1", 404, "{\"title\": \"None\"}");

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> follower.follow(gateway.find("d1"), List.of()))
        .withMessage(server.url() + " answers 404: None");
  }
}
