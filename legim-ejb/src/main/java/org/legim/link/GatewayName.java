package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;

/**
 * Whom users should ask.
 *
 * @param id the gateway's id
 * @param name its name
 * @param url its base URL
 */
public record GatewayName(String id, String name, String url) {

  /** Read by JSON-B. */
  @JsonbCreator
  public GatewayName {}
}
