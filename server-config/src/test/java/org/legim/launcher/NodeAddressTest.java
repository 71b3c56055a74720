package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, http://127.0.0.1:81/legim",
    "10.0.0.7, http://10.0.0.7:81/legim",
    "localhost, http://localhost:81/legim",
    "::, http://[::1]:81/legim",
    "fe80::1, http://[fe80::1]:81/legim",
  })
  void isWhereTheNodeListens(String bind, String address) {
    assertThat(NodeAddress.of(Configs.of("node.port", "81", "node.bind", bind))).isEqualTo(address);
  }

  @Test
  void isTheUrlOfTheNodeIfItHasOne() {
    assertThat(NodeAddress.of(Configs.of("node.url", "https://img.example/legim")))
        .isEqualTo("https://img.example/legim");
  }
}
