package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoPointTest {
  @ParameterizedTest
  @CsvSource({"90,180", "-90,-180", "0,0", "21.03,105.85"})
  void standsOnEarth(double latitude, double longitude) {
    GeoPoint point = new GeoPoint(latitude, longitude);

    assertThat(point.latitude()).isEqualTo(latitude);
    assertThat(point.longitude()).isEqualTo(longitude);
  }

  @ParameterizedTest
  @CsvSource({"90.1,0", "0,180.1", "NaN,0", "0,Infinity"})
  void standsNowhereElse(double latitude, double longitude) {
    assertThatIllegalArgumentException().isThrownBy(() -> new GeoPoint(latitude, longitude));
  }
}
