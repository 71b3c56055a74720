package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.legim.config.GeoPoint;
import org.legim.latency.Standing;

class OwnTimeTest {

  private static final Optional<GeoPoint> UNKNOWN = Optional.empty();
  private static final Optional<GeoPoint> HANOI = Optional.of(new GeoPoint(21.03, 105.85));

  /** 2,080 km away: 43.7 ms there and back. */
  private static final Optional<GeoPoint> SINGAPORE = Optional.of(new GeoPoint(1.35, 103.82));

  @Test
  void isWhatIsWaitedForTheNodeWithoutTheWayToIt() {
    assertThat(new OwnTime(HANOI).of(measured(350), SINGAPORE)).hasMillis(300);
    assertThat(new OwnTime(HANOI).of(measured(350), HANOI)).hasMillis(350);
  }

  @Test
  void takesAPingForTheWayIfNoPlaceIsKnown() {
    assertThat(new OwnTime(UNKNOWN).of(measured(350), SINGAPORE)).hasMillis(330);
    assertThat(new OwnTime(HANOI).of(measured(350), UNKNOWN)).hasMillis(330);
  }

  @Test
  void isNothingForANodeThatAnswersSoonerThanExpected() {
    assertThat(new OwnTime(HANOI).of(measured(3), SINGAPORE)).isEqualTo(Duration.ZERO);
  }

  @Test
  void isTheSameForNodesThatDifferByNoiseOnly() {
    assertThat(new OwnTime(HANOI).of(measured(351), HANOI))
        .isEqualTo(new OwnTime(HANOI).of(measured(358), HANOI));
  }

  @Test
  void isNothingForANodeOfWhichNothingIsKnown() {
    assertThat(new OwnTime(UNKNOWN).of(standing(30, OptionalDouble.empty()), UNKNOWN))
        .isEqualTo(Duration.ZERO);
  }

  private static Standing measured(double millis) {
    return standing(millis, OptionalDouble.of(0));
  }

  private static Standing standing(double millis, OptionalDouble age) {
    OptionalDouble ping = age.isPresent() ? OptionalDouble.of(20e6) : OptionalDouble.empty();
    return new Standing(
        "a", millis * 1e6, 0, millis * 1e6, false, 0, age, ping, OptionalDouble.empty());
  }
}
