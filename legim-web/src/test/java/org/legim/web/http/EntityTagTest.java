package org.legim.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\"|a|false",
        "W/\"a\"|a|true",
        "\"\"|``|false",
        "W/\"\"|``|true",
        "\"a,b\"|a,b|false",
        "\"W/\"|W/|false",
        "\"*\"|*|false",
        "\"\\\"|\\|false",
        "\"!#~\u00E9\u00FF\"|!#~\u00E9\u00FF|false"
      })
  void readsAndWritesTags(String text, String opaque, boolean weak) {
    EntityTag tag = new EntityTag(opaque, weak);

    assertThat(EntityTag.parse(text)).contains(tag);
    assertThat(tag).hasToString(text);
  }

  @ParameterizedTest
  @EmptySource
  @ValueSource(
      strings = {
        "a",
        "\"",
        "\"a",
        "a\"",
        "'a'",
        "w/\"a\"",
        "W\"a\"",
        "W/a",
        "W/",
        "W/ \"a\"",
        "\"a\" ",
        " \"a\"",
        "\"a\"b",
        "\"a\", \"b\"",
        "\"a b\"",
        "\"a\u007F\"",
        "\"a\u0000\"",
        "\"a\u1EA2\"",
        "\"a\\\"b\"",
        "*"
      })
  void refusesMalformedTags(String text) {
    assertThat(EntityTag.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // the table of RFC 9110 section 8.8.3.2
    "W/\"1\", W/\"1\", false, true",
    "W/\"1\", W/\"2\", false, false",
    "W/\"1\", \"1\", false, true",
    "\"1\", W/\"1\", false, true",
    "\"1\", \"1\", true, true",
    "\"1\", \"2\", false, false"
  })
  void comparesStronglyAndWeakly(String one, String other, boolean strongly, boolean weakly) {
    EntityTag tag = EntityTag.parse(one).orElseThrow();
    EntityTag otherTag = EntityTag.parse(other).orElseThrow();

    assertThat(tag.equalsStrongly(otherTag)).isEqualTo(strongly);
    assertThat(tag.equalsWeakly(otherTag)).isEqualTo(weakly);
  }

  @Test
  void isStrongWhenNamedByItsBytes() {
    assertThat(EntityTag.strong("a")).isEqualTo(new EntityTag("a", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a b", "a\r\nb", "\u007F", "\u1EA2"})
  void refusesTagsThatNoHeaderCanHold(String opaque) {
    assertThatThrownBy(() -> EntityTag.strong(opaque)).isInstanceOf(IllegalArgumentException.class);
  }
}
