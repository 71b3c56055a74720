package org.legim.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.image.WriteCondition.Tags;

class WriteConditionTest {
  @ParameterizedTest
  @CsvSource({
    // If-Match, If-None-Match, holds when absent, for a, for b
    "-,   -,   true,  true,  true",
    "*,   -,   false, true,  true",
    "a,   -,   false, true,  false",
    "a b, -,   false, true,  true",
    "c,   -,   false, false, false",
    "'',  -,   false, false, false",
    "-,   *,   true,  false, false",
    "-,   a,   true,  false, true",
    "-,   a b, true,  false, false",
    "-,   '',  true,  true,  true",
    "*,   a,   false, false, true",
    "a,   a,   false, false, false",
    "*,   *,   false, false, false"
  })
  void comparesWithThePresentTag(
      String ifMatch, String ifNoneMatch, boolean absent, boolean a, boolean b) {
    WriteCondition condition = new WriteCondition(tags(ifMatch), tags(ifNoneMatch));

    assertThat(condition.holds(Optional.empty())).isEqualTo(absent);
    assertThat(condition.holds(Optional.of("a"))).isEqualTo(a);
    assertThat(condition.holds(Optional.of("b"))).isEqualTo(b);
  }

  @Test
  void offersTheUsualConditions() {
    assertThat(WriteCondition.NONE.holds(Optional.empty())).isTrue();
    assertThat(WriteCondition.NONE.holds(Optional.of("a"))).isTrue();
    assertThat(WriteCondition.ABSENT.holds(Optional.empty())).isTrue();
    assertThat(WriteCondition.ABSENT.holds(Optional.of("a"))).isFalse();
  }

  @Test
  void doesNotChangeWithTheSetItWasMadeFrom() {
    Set<String> set = new HashSet<>(Set.of("a"));
    Tags tags = Tags.of(set);
    set.clear();

    assertThat(tags.include(Optional.of("a"))).isTrue();
  }

  private static Optional<Tags> tags(String text) {
    return switch (text) {
      case "-" -> Optional.empty();
      case "*" -> Optional.of(Tags.ANY);
      case "" -> Optional.of(Tags.of(Set.of()));
      default -> Optional.of(Tags.of(Set.of(text.split(" "))));
    };
  }
}
