package org.legim.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.image.ImageId;

class NodeNameTest {

  @ParameterizedTest
  @CsvSource({
    "hanoi,                8080, hanoi",
    "hanoi,                8888, hanoi-8888",
    "hanoi.example.org,    8080, hanoi",
    "Hanoi_1~x,            8080, Hanoi_1~x",
    "'',                   8080, node",
    "'',                   65535, node-65535",
    ".example.org,         8080, node",
    "máy chủ,              8080, m-y-ch-",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz, 8080, abcdefghijklmnopqrstuvwxyzabcdef",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz, 65535, abcdefghijklmnopqrstuvwxyz-65535"
  })
  void isTheMachinesNameAndItsPortUnlessThatIsTheUsualOne(String host, int port, String name) {
    assertThat(NodeName.of(host, port)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8080, 65535})
  void ofThisMachineIsAName(int port) {
    assertThat(NodeName.ofThisMachine(port)).matches(ImageId::isValid).hasSizeLessThanOrEqualTo(32);
  }

  @Test
  void isTheSameEachTime() {
    assertThat(NodeName.ofThisMachine(9000)).isEqualTo(NodeName.ofThisMachine(9000));
  }
}
