package org.legim.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A parameter's value with a charset and percent-encoding (RFC 8187 section 3.2). */
final class ExtendedValue {
  /** UTF-8 is required; ISO-8859-1 was too until RFC 8187. */
  private static final Map<String, Charset> CHARSETS =
      Map.of("utf-8", StandardCharsets.UTF_8, "iso-8859-1", StandardCharsets.ISO_8859_1);

  private ExtendedValue() {}

  /** The decoded value, or empty if it is malformed. */
  static Optional<String> decode(String value) {
    int charsetEnd = value.indexOf('\'');
    int languageEnd = value.indexOf('\'', charsetEnd + 1);
    if (charsetEnd < 0 || languageEnd < 0) {
      return Optional.empty();
    }
    Charset charset = CHARSETS.get(value.substring(0, charsetEnd).toLowerCase(Locale.ROOT));
    if (charset == null) {
      return Optional.empty();
    }
    return bytes(value.substring(languageEnd + 1)).flatMap(bytes -> text(bytes, charset));
  }

  private static Optional<byte[]> bytes(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%' && i + 2 < encoded.length()) {
        char high = encoded.charAt(i + 1);
        char low = encoded.charAt(i + 2);
        if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
          return Optional.empty();
        }
        bytes.write(HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        i += 2;
      } else if (c == '%' || c > 0xFF) {
        return Optional.empty();
      } else {
        bytes.write(c);
      }
    }
    return Optional.of(bytes.toByteArray());
  }

  private static Optional<String> text(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
