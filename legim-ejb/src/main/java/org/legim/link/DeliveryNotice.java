package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * By what a node knows which users the gateway has sent to it.
 *
 * @param key the public half of the key that the gateway signs with now; no secret travels
 * @param time what the gateway's clock shows, in milliseconds since 1970, so that the node's own
 *     need not be right
 */
public record DeliveryNotice(String key, long time) {

  /** Read by JSON-B. */
  @JsonbCreator
  public DeliveryNotice {}
}
