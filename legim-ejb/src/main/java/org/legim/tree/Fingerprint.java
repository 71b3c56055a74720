package org.legim.tree;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A public key in so few characters that two people can compare it. */
final class Fingerprint {

  private static final int BYTES = 8;

  private Fingerprint() {}

  /** The first 64 bits of its SHA-256, as in {@code 3f:9a:...}. */
  static String of(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.ofDelimiter(":").formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
