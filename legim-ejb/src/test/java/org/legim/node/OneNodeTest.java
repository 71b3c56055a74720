package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneNodeTest {

  private static final Path FIRST = Path.of("first");
  private static final Path SECOND = Path.of("second");

  @AfterEach
  void clear() {
    System.clearProperty("legim.running");
  }

  @Test
  void refusesASecondNodeAndNamesTheFirst() throws Exception {
    OneNode.claim(FIRST);

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> OneNode.claim(SECOND))
        .withMessageContainingAll("already runs", "first");
  }

  @Test
  void refusesTheSameNodeTwice() throws Exception {
    OneNode.claim(FIRST);

    assertThatExceptionOfType(StartException.class).isThrownBy(() -> OneNode.claim(FIRST));
  }

  @Test
  void letsAnotherFollowAfterItsRelease() throws Exception {
    OneNode.claim(FIRST).release();

    OneNode second = OneNode.claim(SECOND);

    assertThat(System.getProperty("legim.running")).isEqualTo("second");
    second.release();
    assertThat(System.getProperty("legim.running")).isNull();
  }

  @Test
  void aLateReleaseDoesNotTakeTheNextNodesClaim() throws Exception {
    OneNode first = OneNode.claim(FIRST);
    first.release();
    OneNode.claim(SECOND);

    first.release();

    assertThatExceptionOfType(StartException.class).isThrownBy(() -> OneNode.claim(FIRST));
  }
}
