package org.legim.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.config.HostName;

class ForwardedHeaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "for=192.0.2.60;proto=http;by=203.0.113.43| 192.0.2.60",
        "For=\"[2001:db8:cafe::17]:4711\"| 2001:db8:cafe::17",
        "proto=https; for=\"192.0.2.43:47011\"| 192.0.2.43",
        "for=192.0.2.43, for=198.51.100.17| 192.0.2.43 198.51.100.17",
        "by=\"a,b;for=9.9.9.9\";for=192.0.2.43| 192.0.2.43",
      })
  void readsTheStandardOne(String line, String addresses) {
    assertThat(ForwardedHeader.standard(List.of(line)))
        .map(Optional::orElseThrow)
        .isEqualTo(addresses(addresses));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "for=",
        "for=unknown",
        "for=_hidden",
        "for=\"_x:1\"",
        "by=192.0.2.43",
        "for=localhost",
        "for=\"192.0.2.43",
        "for=2001:db8::1",
        "for=\"[::1\"",
        "for=1.2.3",
        "for=\"192.0.2\\.43\""
      })
  void hasAnEmptyEntryForWhatIsNoAddress(String line) {
    assertThat(ForwardedHeader.standard(List.of(line))).containsExactly(Optional.empty());
  }

  @Test
  void readsTheTraditionalOne() {
    assertThat(
            ForwardedHeader.traditional(
                List.of("2001:db8::1,192.0.2.43:80 , [2001:db8::2]:80", "unknown", "")))
        .containsExactly(
            address("2001:db8::1"),
            address("192.0.2.43"),
            address("2001:db8::2"),
            Optional.empty(),
            Optional.empty());
  }

  private static List<InetAddress> addresses(String texts) {
    return Arrays.stream(texts.split(" ")).map(text -> address(text).orElseThrow()).toList();
  }

  private static Optional<InetAddress> address(String text) {
    return HostName.address(text);
  }
}
