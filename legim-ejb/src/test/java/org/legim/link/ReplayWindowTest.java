package org.legim.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {

  private final ReplayWindow window = new ReplayWindow();

  @Test
  void letsACounterThroughOnce() {
    assertThat(window.admit(1)).isTrue();
    assertThat(window.admit(1)).isFalse();
    assertThat(window.admit(2)).isTrue();
  }

  @Test
  void letsOvertakenCountersThroughOnce() {
    assertThat(window.admit(5)).isTrue();
    assertThat(window.admit(3)).isTrue();
    assertThat(window.admit(4)).isTrue();
    assertThat(window.admit(3)).isFalse();
  }

  @Test
  void refusesWhatLiesBehindTheWindow() {
    assertThat(window.admit(ReplayWindow.SIZE + 1)).isTrue();
    assertThat(window.admit(2)).isTrue();
    assertThat(window.admit(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesWhatIsNoCounter(long counter) {
    assertThat(window.admit(counter)).isFalse();
  }

  @Test
  void leapsToTheHighestCounter() {
    window.admit(7);
    assertThat(window.admit(Long.MAX_VALUE)).isTrue();
    assertThat(window.admit(Long.MAX_VALUE)).isFalse();
    assertThat(window.admit(8)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 700, 1500})
  void agreesWithASetOfAllThatCame(int reach) {
    Random random = new Random(reach);
    Set<Long> seen = new TreeSet<>();
    long highest = 0;
    for (int i = 0; i < 20_000; i++) {
      long counter = Math.max(1, highest - random.nextInt(reach * 2) + reach);
      boolean fresh = counter > highest - ReplayWindow.SIZE && seen.add(counter);
      highest = Math.max(highest, counter);
      assertThat(window.admit(counter)).as("counter %d", counter).isEqualTo(fresh);
    }
  }
}
