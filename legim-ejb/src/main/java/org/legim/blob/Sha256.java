package org.legim.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a blob: the SHA-256 of its bytes, as 64 lower-case hexadecimal digits.
 *
 * @param hex the digits
 */
public record Sha256(String hex) {

  private static final int DIGITS = 64;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hexadecimal digits
   */
  public Sha256 {
    if (!isValid(hex)) {
      throw new IllegalArgumentException(
          "not a SHA-256 in 64 lower-case hexadecimal digits: " + hex);
    }
  }

  /** Whether a text is 64 lower-case hexadecimal digits. */
  public static boolean isValid(String text) {
    return text.length() == DIGITS && text.chars().allMatch(Sha256::isLowerHex);
  }

  /** Begins to compute a hash; {@link #of(MessageDigest)} ends it. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of all that a digest was fed, which begins anew by this. */
  public static Sha256 of(MessageDigest finished) {
    return new Sha256(HexFormat.of().formatHex(finished.digest()));
  }

  /** The hash of bytes. */
  public static Sha256 of(byte[] bytes) {
    MessageDigest digest = newDigest();
    digest.update(bytes);
    return of(digest);
  }

  /** The first two digits: the outer of the two folders that a blob lies in. */
  String outerShard() {
    return hex.substring(0, 2);
  }

  /** The third and fourth digit: the inner of the two folders. */
  String innerShard() {
    return hex.substring(2, 4);
  }

  private static boolean isLowerHex(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }

  @Override
  public String toString() {
    return hex;
  }
}
