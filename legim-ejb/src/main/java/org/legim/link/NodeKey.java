package org.legim.link;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * The key pair that a node keeps for life: X25519 (RFC 7748). As text, each half is 32 bytes in
 * base64url.
 */
public final class NodeKey {

  static final int BYTES = 32;
  private static final NamedParameterSpec X25519 = NamedParameterSpec.X25519;

  /** The u-coordinate of the point from which every public key is computed (section 6.1). */
  private static final BigInteger BASE = BigInteger.valueOf(9);

  private final byte[] scalar;
  private final String publicText;

  private NodeKey(byte[] scalar) {
    this.scalar = scalar;
    try {
      this.publicText = Base64Url.encode(multiply(scalar, publicKey(BASE)));
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** Makes a new pair. */
  public static NodeKey generate(SecureRandom random) {
    byte[] scalar = new byte[BYTES];
    random.nextBytes(scalar);
    return new NodeKey(scalar);
  }

  /**
   * The pair of a private key.
   *
   * @param privateText as {@link #privateText} wrote it
   * @throws IllegalArgumentException if it is not 32 bytes in base64url
   */
  public static NodeKey of(String privateText) {
    return new NodeKey(Base64Url.decode(privateText, BYTES));
  }

  /** The half that never leaves the node. */
  public String privateText() {
    return Base64Url.encode(scalar);
  }

  /** The half that others know the node by. */
  public String publicText() {
    return publicText;
  }

  /**
   * What only the owners of both private keys can compute (section 6.1).
   *
   * @throws InvalidKeyException if the other public key is none
   */
  byte[] agree(String otherPublicText) throws InvalidKeyException {
    try {
      byte[] littleEndian = Base64Url.decode(otherPublicText, BYTES);
      return multiply(scalar, publicKey(coordinate(littleEndian)));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("the public key is " + e.getMessage(), e);
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static byte[] multiply(byte[] scalar, PublicKey point) throws GeneralSecurityException {
    PrivateKey own =
        KeyFactory.getInstance("X25519").generatePrivate(new XECPrivateKeySpec(X25519, scalar));
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(own);
    agreement.doPhase(point, true);
    return agreement.generateSecret();
  }

  private static PublicKey publicKey(BigInteger u) throws GeneralSecurityException {
    return KeyFactory.getInstance("X25519").generatePublic(new XECPublicKeySpec(X25519, u));
  }

  /** Little-endian, the highest bit without meaning (section 5). */
  private static BigInteger coordinate(byte[] littleEndian) {
    byte[] bigEndian = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bigEndian[i] = littleEndian[BYTES - 1 - i];
    }
    bigEndian[0] &= 0x7f;
    return new BigInteger(1, bigEndian);
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("every Java platform since 11 has X25519", e);
  }

  /** Only the public half. */
  @Override
  public String toString() {
    return publicText;
  }
}
