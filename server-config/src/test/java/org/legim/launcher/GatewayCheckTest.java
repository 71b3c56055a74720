package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GatewayCheckTest {
  @Test
  void refusesANodeWithAParent() {
    assertThatThrownBy(
            () -> GatewayCheck.check(Configs.of("parent.ip", "10.0.0.6", "parent.port", "3333")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("this version runs as a gateway only");
  }

  @Test
  void takesANodeWithout() {
    assertThatCode(() -> GatewayCheck.check(Configs.of())).doesNotThrowAnyException();
  }
}
