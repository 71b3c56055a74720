package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyLineTest {
  @Test
  void ofAGatewayNamesWhereItIsReached() {
    assertThat(ReadyLine.of("gateway hanoi", Configs.of()))
        .isEqualTo("gateway hanoi ready at http://127.0.0.1:8080/legim");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.6, 10.0.0.6:3333", "fe80::1, [fe80::1]:3333"})
  void ofAChildNamesItsParentToo(String ip, String address) {
    assertThat(
            ReadyLine.of(
                "leaf hanoi",
                Configs.of("node.port", "8888", "parent.ip", ip, "parent.port", "3333")))
        .isEqualTo("leaf hanoi ready at http://127.0.0.1:8888/legim, below " + address);
  }
}
