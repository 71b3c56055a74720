package org.legim.link;

import java.util.Base64;

/** Bytes as text for headers and JSON: base64url without padding, RFC 4648 section 5. */
final class Base64Url {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * @throws IllegalArgumentException if the text is not in base64url
   */
  static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  /**
   * @throws IllegalArgumentException if the text is missing, or not so many bytes in base64url
   */
  static byte[] decode(String text, int length) {
    byte[] bytes = text == null ? new byte[0] : decode(text);
    if (bytes.length != length) {
      throw new IllegalArgumentException("not " + length + " bytes in base64url");
    }
    return bytes;
  }
}
