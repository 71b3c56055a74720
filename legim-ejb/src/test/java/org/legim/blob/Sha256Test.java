package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {

  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void isTheHashOfTheBytesInLowerCase() {
    MessageDigest digest = Sha256.newDigest();

    assertThat(Sha256.of(digest)).isEqualTo(new Sha256(OF_NOTHING)).hasToString(OF_NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8550",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "../../../../../../../../../../../../../../../../etc/passwd......"
      })
  void refusesWhatIsNotOne(String text) {
    assertThat(Sha256.isValid(text)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sha256(text))
        .withMessageContaining(text);
  }

  @Test
  void shardsByItsFirstDigits() {
    Sha256 hash = new Sha256(OF_NOTHING);

    assertThat(hash.outerShard()).isEqualTo("e3");
    assertThat(hash.innerShard()).isEqualTo("b0");
  }
}
