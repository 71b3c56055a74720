package org.legim.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the test vectors of RFC 7748, section 6.1. */
class NodeKeyTest {

  private static final String ALICE =
      "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
  private static final String ALICE_PUBLIC =
      "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
  private static final String BOB =
      "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
  private static final String BOB_PUBLIC =
      "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
  private static final String SHARED =
      "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";

  @Test
  void derivesThePublicKeyOfTheRfc() {
    assertThat(NodeKey.of(text(ALICE)).publicText()).isEqualTo(text(ALICE_PUBLIC));
    assertThat(NodeKey.of(text(BOB)).publicText()).isEqualTo(text(BOB_PUBLIC));
  }

  @Test
  void agreesTheSharedSecretOfTheRfc() throws Exception {
    byte[] ofAlice = NodeKey.of(text(ALICE)).agree(text(BOB_PUBLIC));
    byte[] ofBob = NodeKey.of(text(BOB)).agree(text(ALICE_PUBLIC));
    assertThat(HexFormat.of().formatHex(ofAlice)).isEqualTo(SHARED);
    assertThat(ofBob).isEqualTo(ofAlice);
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    NodeKey made = NodeKey.generate(new SecureRandom());
    NodeKey read = NodeKey.of(made.privateText());
    assertThat(read.publicText()).isEqualTo(made.publicText());
    NodeKey other = NodeKey.generate(new SecureRandom());
    assertThat(read.agree(other.publicText())).isEqualTo(other.agree(made.publicText()));
  }

  @Test
  void showsOnlyItsPublicHalf() {
    NodeKey key = NodeKey.of(text(ALICE));
    assertThat(key).hasToString(key.publicText());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "AAAA", "not base64url!"})
  void refusesWhatIsNoKey(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NodeKey.of(text));
    NodeKey key = NodeKey.of(text(ALICE));
    assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> key.agree(text));
  }

  /** Points with which everybody would agree the same secret (RFC 7748, section 6.1). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void refusesPointsOfSmallOrder(String point) {
    NodeKey key = NodeKey.of(text(ALICE));
    assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> key.agree(text(point)));
  }

  private static String text(String hex) {
    return Base64Url.encode(HexFormat.of().parseHex(hex));
  }
}
