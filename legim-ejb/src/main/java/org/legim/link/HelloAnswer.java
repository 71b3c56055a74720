package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * What a parent answers to {@link Hello}.
 *
 * @param protocol the version that both will speak
 * @param node the parent's id
 * @param nonce its part of the challenge, like the child's
 * @param key its public key, like the child's
 * @param session the id of the new session
 * @param secret whether the session's key comes from the secret, which both have, rather than from
 *     the two public keys
 */
public record HelloAnswer(
    int protocol, String node, String nonce, String key, String session, boolean secret) {

  /** Read by JSON-B. */
  @JsonbCreator
  public HelloAnswer {}
}
