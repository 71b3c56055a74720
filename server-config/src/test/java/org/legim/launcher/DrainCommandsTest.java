package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.launcher.client.FakeGateway;

class DrainCommandsTest {
  private static final String PLAN =
      """
      {"name": "usa", "possible": %s, "obstacles": [%s], "blobs": 90, "bytes": 9000,
       "bytesStaying": 1000, "seconds": 75,
       "steps": [{"name": "chicago", "online": true, "blobs": 60, "bytes": 6000},
                 {"name": "usa", "online": true, "blobs": 40, "bytes": 4000}],
       "receivers": [{"name": "gateway", "bytes": 9000, "bytesFree": 50000}]}
      """;
  private static final List<String> PLAN_LINES =
      List.of(
          "LEAVES   IMAGES   HOLDS",
          "chicago      60  6.0 kB",
          "usa          40  4.0 kB",
          "",
          "RECEIVES   BYTES   ROOM",
          "gateway   9.0 kB  50 kB",
          "",
          "90 images, 9.0 kB to move; 1.0 kB need not, as enough nodes hold them; about 1 min 15"
              + " s");
  private static final String DRAINING =
      """
      {"id": "d1", "name": "usa", "cause": "retire", "state": "draining",
       "begun": "2026-11-23T10:00:00Z", "blobsDone": 40, "bytesDone": 4000, "blobsLeft": 60,
       "bytesLeft": 6000, "bytesPerSecond": 500, "secondsLeft": 12, "errors": ["blob ab is bad"]}
      """;
  private static final String GONE =
      """
      {"id": "d1", "name": "usa", "cause": "retire", "state": "gone",
       "begun": "2026-11-23T10:00:00Z", "ended": "2026-11-23T10:01:00Z", "blobsDone": 100,
       "bytesDone": 10000, "certificate": {"blobs": 100, "bytes": 10000, "root": "0a0b"}}
      """;
  private static final String ENDED =
      """
      {"id": "d1", "name": "usa", "cause": "retire", "state": "%s", "blobsLeft": 60,
       "begun": "2026-11-23T10:00:00Z", "ended": "2026-11-23T10:01:00Z", "reason": "Disk full."}
      """;

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

  private ExitCode run(String typed, String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(terminal, new TestOperator(typed)).run(List.of(arguments));
  }

  private ExitCode runUnwatched(String... arguments) {
    return run(null, arguments);
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String url() {
    return gateway.url().toString();
  }

  private void planOf(boolean possible, String obstacles) {
    gateway.on("GET /tree/usa/stop-plan", 200, PLAN.formatted(possible, obstacles));
  }

  @Test
  void retireShowsThePlanAndFollowsTheDrainToItsCertificate() {
    planOf(true, "");
    gateway.on("POST /tree/usa/retire", 202, DRAINING);
    gateway.on("GET /drains/d1", 503, "").on("GET /drains/d1", 200, GONE);

    assertThat(runUnwatched("retire", "usa", "--yes", url())).isEqualTo(ExitCode.STOPPED);

    assertThat(lines(out).subList(0, 8)).isEqualTo(PLAN_LINES);
    assertThat(lines(out).subList(8, lines(out).size()))
        .containsExactly(
            "legim: drain d1 of usa has begun",
            "legim: 40 of 100 images, 4.0 kB of 10 kB, 500 B/s, 12 s left",
            "legim: 100 of 100 images, 10 kB of 10 kB",
            "legim: usa has left the tree; 100 images, 10 kB are handed over",
            "legim: certificate: 100 blobs, 10000 bytes, root 0a0b",
            "legim: to check it: ./legim check-drain d1 " + url());
    assertThat(lines(err)).containsExactly("legim: blob ab is bad");
  }

  @Test
  void retireAsksAndDrawsABarWhereSomebodyWatches() {
    planOf(true, "");
    gateway.on("POST /tree/usa/retire", 202, DRAINING).on("GET /drains/d1", 200, GONE);

    assertThat(run("y", "retire", "usa", "--at", url())).isEqualTo(ExitCode.STOPPED);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "Retire usa? [y/N] ",
            "\rusa [#########...............]  40%  40 of 100 images, ",
            "\rusa [########################] 100%  100 of 100 images");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "no", "yo"})
  void retireChangesNothingWithoutAYes(String typed) {
    planOf(true, "");

    assertThat(run(typed, "retire", "usa", url())).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("legim: nothing was changed\n");
    assertThat(gateway.requests()).containsExactly("GET /tree/usa/stop-plan");
  }

  @Test
  void retireDoesNotBeginWithoutAnybodyToAsk() {
    assertThat(runUnwatched("retire", "usa", url())).isEqualTo(ExitCode.REFUSED);
    assertThat(lines(err)).singleElement().asString().contains("no terminal", "--yes");
    assertThat(gateway.requests()).isEmpty();
  }

  @Test
  void retireSaysWhyItIsNotPossible() {
    planOf(false, "\"1 GB are missing.\"");

    assertThat(run("y", "retire", "usa", url())).isEqualTo(ExitCode.FAILED);
    assertThat(lines(out)).endsWith("not possible: 1 GB are missing.");
    assertThat(lines(err)).containsExactly("legim: usa cannot be retired now; nothing was changed");
    assertThat(gateway.requests()).containsExactly("GET /tree/usa/stop-plan");
  }

  @Test
  void retireLeavesItToTheGatewayWhatForceIsGoodFor() {
    planOf(false, "\"chicago cannot be reached.\"");
    gateway.on("POST /tree/usa/retire?force=true", 409, "{\"detail\": \"1 GB are missing.\"}");

    assertThat(run("y", "retire", "usa", "--force", url())).isEqualTo(ExitCode.FAILED);
    assertThat(lines(err)).containsExactly("legim: " + url() + " answers 409: 1 GB are missing.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept", "cancelled"})
  void retireFailsWhereTheNodeHasNotLeft(String state) {
    planOf(true, "");
    gateway.on("POST /tree/usa/retire", 202, ENDED.formatted(state));

    assertThat(runUnwatched("retire", "usa", "--yes", url())).isEqualTo(ExitCode.FAILED);
    assertThat(lines(err))
        .containsExactly("legim: usa has not left: the drain ended as " + state + ". Disk full.");
  }

  @Test
  void cancelEndsADrain() {
    gateway.on("DELETE /drains/d1", 200, ENDED.formatted("cancelled"));

    assertThat(runUnwatched("cancel", "d1", url())).isEqualTo(ExitCode.STOPPED);
    assertThat(lines(out))
        .containsExactly("legim: the drain d1 is cancelled; usa stays with 60 images");
  }

  @Test
  void drainsListsThem() {
    gateway.on(
        "GET /drains", 200, "{\"drains\": [" + DRAINING + "," + ENDED.formatted("kept") + "]}");

    assertThat(runUnwatched("drains", url())).isEqualTo(ExitCode.STOPPED);
    assertThat(lines(out))
        .containsExactly(
            "DRAIN  NODE  CAUSE   STATE     BEGUN                 DONE  LEFT  BYTES LEFT",
            "d1     usa   retire  draining  2026-11-23T10:00:00Z    40    60      6.0 kB",
            "d1     usa   retire  kept      2026-11-23T10:00:00Z     0    60         0 B  Disk full.");
  }

  @Test
  void maintenanceAnnouncesAnAbsence() {
    gateway.on("POST /tree/usa/maintenance?for=PT1H30M", 204, "");

    assertThat(runUnwatched("maintenance", "usa", "PT90M", url())).isEqualTo(ExitCode.STOPPED);
    assertThat(lines(out))
        .containsExactly(
            "legim: usa may be away for 1 h 30 min; if it stops within this time, nothing is"
                + " moved");
  }

  @Test
  void checkDrainSaysWhatItFound() {
    gateway.on(
        "GET /drains/d1",
        200,
        """
        {"id": "d1", "state": "gone", "certificate": {"blobs": 0, "bytes": 0, "root":
         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}
        """);
    gateway.on("GET /drains/d1/blobs?after=", 200, "{\"blobs\": []}");

    assertThat(runUnwatched("check-drain", "d1", url())).isEqualTo(ExitCode.STOPPED);
    assertThat(lines(out))
        .singleElement()
        .asString()
        .startsWith("legim: 0 blobs, 0 bytes, root e3b0")
        .endsWith(": all found with equal bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel d2", "check-drain d2", "drains", "maintenance x PT1M"})
  void aProblemIsOneLineAndExitCode1(String command) {
    assertThat(runUnwatched((command + " " + url()).split(" "))).isEqualTo(ExitCode.FAILED);
    assertThat(lines(err))
        .singleElement()
        .asString()
        .startsWith("legim: " + url() + " answers 404: There is no ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cancel; 'cancel needs the id of a drain; ./legim drains shows them'",
        "check-drain; 'check-drain needs the id of a drain; ./legim drains shows them'",
        "maintenance x; 'maintenance needs a node and a time; it is ./legim maintenance NODE TIME"
            + " [URL|FILE]'",
        "maintenance x 10m; '\"10m\" is no time; ten minutes are PT10M, a day is P1D'",
        "retire; 'retire needs the name or id of a node; ./legim tree shows them'"
      })
  void whatIsMissingIsSaid(String command, String message) {
    assertThat(runUnwatched(command.split(" "))).isEqualTo(ExitCode.REFUSED);
    assertThat(lines(err)).containsExactly("legim: " + message);
  }

  /**
   * Somebody at a terminal, or nobody.
   *
   * @param typed null if nobody is there
   */
  private record TestOperator(String typed) implements Operator {
    @Override
    public boolean isPresent() {
      return typed != null;
    }

    @Override
    public String answer() {
      return typed;
    }
  }
}
