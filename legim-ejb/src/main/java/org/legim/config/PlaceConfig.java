package org.legim.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what a gateway finds out where its users are.
 *
 * @param trustedProxies those who are believed about where a request comes from
 * @param header in which a trusted proxy says where the user is
 * @param networks where the users of networks are
 * @param database a MaxMind database, absolute
 */
public record PlaceConfig(
    List<IpNetwork> trustedProxies,
    Optional<String> header,
    Map<IpNetwork, GeoPoint> networks,
    Optional<Path> database) {

  /** Keeps copies. */
  public PlaceConfig {
    trustedProxies = List.copyOf(trustedProxies);
    networks = Map.copyOf(networks);
  }
}
