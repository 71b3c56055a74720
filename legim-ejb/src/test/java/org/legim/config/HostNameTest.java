package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.6",
        "0.0.0.0",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "localhost",
        "legim_gateway",
        "img-1.example.org",
        "example.org.",
        "1a"
      })
  void takesAddressesAndNames(String host) {
    assertThat(HostName.parse(host)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        ":",
        "::g",
        "[::1]",
        "a..b",
        "a-.b",
        "a/b",
        "a:80",
        "a b",
        "hà.nội"
      })
  void refusesWhatIsNeither(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> HostName.parse(text));
  }
}
