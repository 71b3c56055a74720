package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * A child's first words.
 *
 * @param protocol the newest version of the link protocol that it speaks
 * @param node its id
 * @param nonce its part of the challenge: 32 random bytes in base64url
 * @param key its public key: X25519, RFC 7748, 32 bytes in base64url
 * @param secret whether it was given a secret
 */
public record Hello(int protocol, String node, String nonce, String key, boolean secret) {

  /** The version of the protocol that this Legim speaks. */
  public static final int PROTOCOL = 1;

  /** Read by JSON-B. */
  @JsonbCreator
  public Hello {}
}
