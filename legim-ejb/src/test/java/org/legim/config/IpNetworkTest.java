package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "10.0.0.0/8, a00::, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "192.168.4.4, 192.168.4.4, true",
    "192.168.4.4, 192.168.4.5, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "::/0, 127.0.0.1, false",
  })
  void hasTheAddressesThatBeginAsItDoes(String network, String address, boolean contained) {
    assertThat(IpNetwork.parse(network).contains(HostName.address(address).orElseThrow()))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "::/129",
        "localhost",
        "10.0.0.0/255.0.0.0",
        "300.0.0.0/8",
        "1::2::3/64"
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpNetwork.parse(text))
        .withMessage("is not a network");
  }

  @Test
  void refusesAnAddressInAPrefixThatIsPerhapsMeantToBeAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpNetwork.parse("10.1.0.0/8"))
        .withMessage("has bits set behind its prefix");
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(IpNetwork.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
  }
}
