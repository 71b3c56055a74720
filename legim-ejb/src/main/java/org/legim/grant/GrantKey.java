package org.legim.grant;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The key pair by which a gateway signs: Ed25519 (RFC 8032), so that who can check a signature
 * cannot make one. It lives as long as the process. The same text always has the same signature.
 */
public final class GrantKey {

  private static final Logger LOG = Logger.getLogger(GrantKey.class.getName());
  private static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;

  private final PrivateKey secret;
  private final String publicText;

  private GrantKey(KeyPair pair) {
    this.secret = pair.getPrivate();
    this.publicText =
        Base64.getUrlEncoder().withoutPadding().encodeToString(pair.getPublic().getEncoded());
  }

  /** Makes a new pair. */
  public static GrantKey generate() {
    try {
      return new GrantKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** The half by which others check: a SubjectPublicKeyInfo (RFC 8410) in base64url. */
  public String publicText() {
    return publicText;
  }

  byte[] sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** Whether a signature is by the owner of a key; false also for what is no key or signature. */
  static boolean isSignedBy(String publicText, byte[] text, byte[] signed) {
    if (signed.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Base64.getUrlDecoder().decode(publicText)));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(text);
      return signature.verify(signed);
    } catch (SignatureException
        | InvalidKeySpecException
        | InvalidKeyException
        | IllegalArgumentException e) {
      LOG.log(Level.FINE, "what should be a signature is none", e);
      return false;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("every Java platform since 15 has Ed25519", e);
  }

  /** Only the public half. */
  @Override
  public String toString() {
    return publicText;
  }
}
