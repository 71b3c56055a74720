package org.legim.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Z",
        "0",
        "_",
        "~",
        "-",
        "...",
        ".a",
        "a.",
        "..a",
        "a..",
        "kodim01.png",
        "A-b_c~d.9"
      })
  void takesUnreservedCharacters(String id) {
    assertThat(ImageId.isValid(id)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        ".", "..", " ", "a b", "a/b", "a\\b", "a%20b", "a+b", "a:b", "a\n", "\na", ".\n", "..\n",
        "é", "а", "a\0", "a?b", "a#b", "*", "(a)", "a,b", "a;b", "a=b", "a@b", "\uFF0E"
      })
  void refusesAnythingElse(String id) {
    assertThat(ImageId.isValid(id)).isFalse();
  }

  @Test
  void takesAtMost128Characters() {
    assertThat(ImageId.isValid("x".repeat(128))).isTrue();
    assertThat(ImageId.isValid("x".repeat(129))).isFalse();
    assertThat(ImageId.isValid(".".repeat(128))).isTrue();
  }
}
