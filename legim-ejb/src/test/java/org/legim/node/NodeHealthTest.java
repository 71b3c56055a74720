package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.legim.drain.Outcome;

class NodeHealthTest {

  private boolean recovering;
  private Optional<String> apart = Optional.empty();
  private Optional<Exit.Stage> stage = Optional.empty();
  private Optional<Outcome> ended = Optional.empty();
  private boolean broken;
  private Duration sinceTick = Duration.ofMillis(200);
  private Optional<String> diskTrouble = Optional.empty();

  private final NodeHealth health =
      new NodeHealth(
          new NodeHealth.Place(
              () -> "hanoi",
              () -> "leaf",
              () -> recovering,
              () -> apart,
              () -> stage,
              () -> ended,
              () -> ended.map(outcome -> "it has left")),
          new NodeHealth.Works(() -> broken, () -> sinceTick, () -> diskTrouble));

  @ParameterizedTest
  @EnumSource
  void aNodeThatTakesPartIsUp(CheckName name) {
    Check check = health.check(name);

    assertThat(check.name()).isEqualTo(name);
    assertThat(check.up()).isTrue();
    assertThat(check.data()).containsEntry("node", "hanoi").doesNotContainKey("reason");
  }

  @Test
  void saysWhereTheNodeStands() {
    assertThat(health.check(CheckName.NODE).data())
        .isEqualTo(Map.of("node", "hanoi", "role", "leaf", "state", "online"));
  }

  @Test
  void aMemberWithoutItsParentIsNotReadyAndSaysWhy() {
    apart = Optional.of("waiting for the parent 10.0.0.6:3333: refused");

    assertDown(CheckName.NODE, "joining", "waiting for the parent 10.0.0.6:3333: refused");
    assertTheRestIsUp();
  }

  @ParameterizedTest
  @CsvSource({
    "STOPPING, stopping, it was asked to stop",
    "DRAINING, draining, 'it hands over what it holds, and takes nothing'",
  })
  void aNodeOnItsWayOutIsNotReady(Exit.Stage at, String state, String reason) {
    stage = Optional.of(at);
    apart = Optional.of("its parent is away too");

    assertDown(CheckName.NODE, state, reason);
    assertTheRestIsUp();
  }

  @ParameterizedTest
  @CsvSource({"GONE, gone", "STAYED, stayed", "KEPT, kept"})
  void aNodeThatHasLeftIsNotReady(Outcome outcome, String state) {
    ended = Optional.of(outcome);
    stage = Optional.of(Exit.Stage.STOPPING);

    assertDown(CheckName.NODE, state, "it has left");
    assertTheRestIsUp();
  }

  @Test
  void aGatewayThatRecoversIsReadyForWhatItKnows() {
    recovering = true;

    Check check = health.check(CheckName.NODE);

    assertThat(check.up()).isTrue();
    assertThat(check.data()).containsEntry("state", "recovering").containsKey("reason");
  }

  @Test
  void aDiskThatCannotBeWrittenIsDown() {
    diskTrouble = Optional.of("node.data cannot be written: Read-only file system");

    Check check = health.check(CheckName.DISK);

    assertThat(check.up()).isFalse();
    assertThat(check.data())
        .isEqualTo(
            Map.of(
                "node", "hanoi", "reason", "node.data cannot be written: Read-only file system"));
    assertThat(health.check(CheckName.CATALOGUE).up()).isTrue();
  }

  @Test
  void aCatalogueWithoutItsWriterIsDown() {
    broken = true;

    assertThat(health.check(CheckName.CATALOGUE).up()).isFalse();
    assertThat(health.check(CheckName.CATALOGUE).data()).containsKey("reason");
  }

  @Test
  void aSchedulerThatHangsIsDown() {
    sinceTick = Duration.ofSeconds(121);

    assertThat(health.check(CheckName.SCHEDULER).up()).isFalse();
    assertThat(health.check(CheckName.SCHEDULER).data())
        .containsEntry("reason", "what is due has not been done for 121 s");
  }

  @Test
  void nobodyMissesTheSchedulerOfANodeThatHasLeft() {
    sinceTick = Duration.ofHours(1);
    ended = Optional.of(Outcome.GONE);

    assertThat(health.check(CheckName.SCHEDULER).up()).isTrue();
  }

  private void assertDown(CheckName name, String state, String reason) {
    Check check = health.check(name);
    assertThat(check.up()).isFalse();
    assertThat(check.data()).containsEntry("state", state).containsEntry("reason", reason);
  }

  private void assertTheRestIsUp() {
    assertThat(health.check(CheckName.CATALOGUE).up()).isTrue();
    assertThat(health.check(CheckName.SCHEDULER).up()).isTrue();
    assertThat(health.check(CheckName.START).up()).isTrue();
    assertThat(health.check(CheckName.DISK).up()).isTrue();
  }
}
