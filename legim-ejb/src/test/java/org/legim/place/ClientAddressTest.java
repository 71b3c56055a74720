package org.legim.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.config.HostName;
import org.legim.config.IpNetwork;

class ClientAddressTest {

  private static final String PROXY = "10.0.0.1";

  private final ClientAddress clients =
      new ClientAddress(List.of(IpNetwork.parse("10.0.0.0/8"), IpNetwork.parse("fd00::/8")));

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "'192.0.2.9, 192.0.2.1', 192.0.2.1",
    "'192.0.2.1, 10.0.0.2', 192.0.2.1",
    "'192.0.2.9, 192.0.2.1, fd00::1, 10.0.0.2', 192.0.2.1",
    "'10.0.0.9, 10.0.0.2', 10.0.0.9",
    "'unknown, 192.0.2.1', 192.0.2.1",
  })
  void isTheLastThatIsNoTrustedProxy(String forwarded, String client) {
    assertThat(find(PROXY, Map.of("X-Forwarded-For", List.of(forwarded)))).contains(client);
  }

  @Test
  void readsLinesAsOneListInTheirOrder() {
    assertThat(
            find(
                PROXY,
                Map.of("Forwarded", List.of("for=192.0.2.9", "for=192.0.2.1, for=10.0.0.2"))))
        .contains("192.0.2.1");
  }

  @Test
  void ofAStrangerIsTheOneThatItCallsFrom() {
    assertThat(
            find(
                "192.0.2.1",
                Map.of(
                    "X-Forwarded-For", List.of("198.51.100.1"),
                    "Forwarded", List.of("for=198.51.100.1"))))
        .contains("192.0.2.1");
  }

  @Test
  void isThatOfTheProxyIfItForwardsForNobody() {
    assertThat(find(PROXY, Map.of())).contains(PROXY);
  }

  @Test
  void isUnknownIfATrustedProxyDoesNotSayIt() {
    assertThat(find(PROXY, Map.of("Forwarded", List.of("for=192.0.2.1, for=_hidden")))).isEmpty();
  }

  @Test
  void isUnknownIfTheHeadersContradictEachOther() {
    List<String> real = List.of("192.0.2.1");

    assertThat(
            find(PROXY, Map.of("X-Forwarded-For", real, "Forwarded", List.of("for=198.51.100.1"))))
        .isEmpty();
    assertThat(find(PROXY, Map.of("X-Forwarded-For", real, "Forwarded", List.of("for=192.0.2.1"))))
        .contains("192.0.2.1");
  }

  @Test
  void nobodyIsTrustedWhereNobodyIsNamed() {
    ClientAddress none = new ClientAddress(List.of());

    assertThat(none.isTrusted("127.0.0.1")).isFalse();
    assertThat(none.find("127.0.0.1", name -> List.of("192.0.2.1")))
        .isEqualTo(HostName.address("127.0.0.1"));
  }

  private Optional<String> find(String remote, Map<String, List<String>> headers) {
    return clients
        .find(remote, name -> headers.getOrDefault(name, List.of()))
        .map(address -> address.getHostAddress());
  }
}
