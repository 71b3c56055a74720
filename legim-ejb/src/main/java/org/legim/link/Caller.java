package org.legim.link;

/**
 * Who sent a call, as the session in which it was signed says.
 *
 * @param node the id of the neighbour
 * @param session the id of the session
 * @param key the neighbour's public key
 * @param trusted whether the session's key comes from the secret, or the connection from this
 *     machine; otherwise only its public key speaks for it
 * @param host the address that the connection comes from
 */
public record Caller(String node, String session, String key, boolean trusted, String host) {}
