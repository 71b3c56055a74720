package org.legim.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of RFC 5869, appendix A, that are of SHA-256. */
class HkdfTest {

  private static final String LONG_SECRET = counting(0x00, 80);
  private static final String LONG_SALT = counting(0x60, 80);
  private static final String LONG_INFO = counting(0xb0, 80);

  @Test
  void computesTheBasicVector() {
    String secret = "0b".repeat(22);
    byte[] key = Hkdf.extract(bytes("000102030405060708090a0b0c"), bytes(secret));
    assertThat(hex(key))
        .isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    assertThat(hex(Hkdf.expand(key, bytes("f0f1f2f3f4f5f6f7f8f9"), 42)))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Test
  void computesTheVectorOfLongInputs() {
    byte[] key = Hkdf.extract(bytes(LONG_SALT), bytes(LONG_SECRET));
    assertThat(hex(key))
        .isEqualTo("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244");
    assertThat(hex(Hkdf.expand(key, bytes(LONG_INFO), 82)))
        .isEqualTo(
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
  }

  @Test
  void computesTheVectorWithoutSaltAndInfo() {
    byte[] key = Hkdf.extract(new byte[0], bytes("0b".repeat(22)));
    assertThat(hex(key))
        .isEqualTo("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04");
    assertThat(hex(Hkdf.expand(key, new byte[0], 42)))
        .isEqualTo(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "31", "32", "33", "8160"})
  void givesAsManyBytesAsAsked(int length) {
    assertThat(Hkdf.expand(new byte[32], new byte[0], length)).hasSize(length);
  }

  @Test
  void refusesMoreThanTheRfcAllows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], 255 * 32 + 1))
        .withMessageContaining("8161");
  }

  private static String counting(int first, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (first + i);
    }
    return hex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
