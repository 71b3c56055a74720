package org.legim.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The file name in {@code Content-Disposition} (RFC 6266). */
public final class ContentDisposition {
  /** RFC 8187 section 3.2.1: what stands for itself in an extended value, besides alphanumerics. */
  private static final String ATTR_CHARACTERS = "!#$&+-.^_`|~";

  /** Some user agents decode or unescape these in a plain file name (RFC 6266 appendix D). */
  private static final String NOT_PLAIN = "\"\\%";

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private ContentDisposition() {}

  /**
   * The file name that a client gave, as it gave it: it may hold a path and anything else. {@code
   * filename*} is preferred to {@code filename}. Many clients send raw UTF-8, which servers read as
   * ISO-8859-1; that is repaired.
   *
   * @param headerValue as received; malformed parts of it are skipped; {@code null} if there is
   *     none
   * @return empty if there is no name or an empty one
   */
  public static Optional<String> fileName(String headerValue) {
    if (headerValue == null) {
      return Optional.empty();
    }
    DispositionParameters parameters = DispositionParameters.parse(headerValue);
    return parameters
        .get("filename*")
        .flatMap(ExtendedValue::decode)
        .or(() -> parameters.get("filename").map(ContentDisposition::repair))
        .filter(name -> !name.isEmpty());
  }

  /**
   * The value to send with an image that is to be shown, not saved: plain {@code filename} for all,
   * and {@code filename*} where that cannot say the name.
   *
   * @param fileName may be empty
   */
  public static String inline(String fileName) {
    if (fileName.isEmpty()) {
      return "inline";
    }
    String plain = plain(fileName);
    String header = "inline; filename=\"" + plain + '"';
    return plain.equals(fileName) ? header : header + "; filename*=UTF-8''" + encode(fileName);
  }

  private static String plain(String fileName) {
    StringBuilder plain = new StringBuilder(fileName.length());
    fileName.codePoints().forEach(c -> plain.append(isPlain(c) ? (char) c : '_'));
    return plain.toString();
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c <= '~' && NOT_PLAIN.indexOf(c) < 0;
  }

  private static String encode(String fileName) {
    StringBuilder encoded = new StringBuilder(fileName.length() * 3);
    for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
      if (isAttrCharacter(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
      }
    }
    return encoded.toString();
  }

  private static boolean isAttrCharacter(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || ATTR_CHARACTERS.indexOf(b) >= 0;
  }

  private static String repair(String value) {
    if (!value.chars().allMatch(c -> c <= 0xFF)) {
      return value; // has been decoded as something else already
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return value; // it was ISO-8859-1
    }
  }
}
