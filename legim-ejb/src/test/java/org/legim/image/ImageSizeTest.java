package org.legim.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSizeTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -1"})
  void refusesLessThanOnePixel(int width, int height) {
    assertThatThrownBy(() -> new ImageSize(width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(width + " x " + height);
  }
}
