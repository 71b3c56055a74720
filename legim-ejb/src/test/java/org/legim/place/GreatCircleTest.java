package org.legim.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.config.GeoPoint;

class GreatCircleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0",
    "0, 0, 0, 180, 20015.1",
    "90, 0, -90, 77, 20015.1",
    "0, 179.5, 0, -179.5, 111.2",
    "36.12, -86.67, 33.94, -118.40, 2886.4",
  })
  void isTheShortestWayOverTheSurface(
      double fromNorth, double fromEast, double toNorth, double toEast, double kilometres) {
    assertThat(
            GreatCircle.kilometres(
                new GeoPoint(fromNorth, fromEast), new GeoPoint(toNorth, toEast)))
        .isCloseTo(kilometres, within(0.1));
  }

  @Test
  void takesAsLongAsPacketsDo() {
    assertThat(GreatCircle.roundTrip(Places.SEATTLE, Places.BEIJING))
        .isEqualTo(GreatCircle.roundTrip(Places.BEIJING, Places.SEATTLE))
        .isBetween(Duration.ofMillis(180), Duration.ofMillis(185));
    assertThat(GreatCircle.roundTrip(Places.LONDON, Places.LONDON)).isZero();
  }
}
