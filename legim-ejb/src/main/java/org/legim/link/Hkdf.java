package org.legim.link;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256: makes keys out of a shared secret (RFC 5869). */
final class Hkdf {

  static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 32;
  private static final int MOST_BLOCKS = 255;

  private Hkdf() {}

  /** Concentrates a secret into a key (section 2.2); an empty salt stands for none. */
  static byte[] extract(byte[] salt, byte[] secret) {
    return mac(salt.length == 0 ? new byte[HASH_BYTES] : salt, secret);
  }

  /** Makes of one key another for the use that {@code info} names (section 2.3). */
  static byte[] expand(byte[] key, byte[] info, int length) {
    if (length > MOST_BLOCKS * HASH_BYTES) {
      throw new IllegalArgumentException("HKDF makes no " + length + " bytes");
    }
    byte[] made = new byte[length];
    byte[] block = {};
    int filled = 0;
    for (int number = 1; filled < length; number++) {
      block = mac(key, block, info, new byte[] {(byte) number});
      int count = Math.min(block.length, length - filled);
      System.arraycopy(block, 0, made, filled, count);
      filled += count;
    }
    Arrays.fill(block, (byte) 0);
    return made;
  }

  /** HMAC-SHA256 (RFC 2104) of the parts, one after the other. */
  static byte[] mac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
