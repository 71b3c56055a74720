package org.legim.place;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.config.GeoPoint;
import org.legim.config.PlaceConfig;

/**
 * Finds out where the user is that a request comes from: what a trusted proxy says comes first,
 * then the sources in their order. Safe from any thread.
 */
public final class UserPlace {

  private static final Logger LOG = Logger.getLogger(UserPlace.class.getName());

  private final Optional<String> header;
  private final ClientAddress clients;
  private final List<PlaceSource> sources;

  /**
   * @param config whom to believe
   * @param sources asked one after the other, until one knows
   */
  public UserPlace(PlaceConfig config, List<PlaceSource> sources) {
    this.header = config.header();
    this.clients = new ClientAddress(config.trustedProxies());
    this.sources = List.copyOf(sources);
  }

  /**
   * Where the user of a request is.
   *
   * @param remote the address that the connection comes from
   * @param headers gives the lines of a header; none if there is no such header
   */
  public Optional<GeoPoint> find(String remote, Function<String, List<String>> headers) {
    if (header.isPresent() && clients.isTrusted(remote)) {
      Optional<GeoPoint> told = told(headers.apply(header.get()));
      if (told.isPresent()) {
        return told;
      }
    }
    return sources.isEmpty()
        ? Optional.empty()
        : clients.find(remote, headers).flatMap(this::known);
  }

  private Optional<GeoPoint> known(InetAddress client) {
    return sources.stream().flatMap(source -> source.find(client).stream()).findFirst();
  }

  // Of two lines one may be the client's own.
  private static Optional<GeoPoint> told(List<String> lines) {
    if (lines.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(GeoPoint.parse(lines.get(0)));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.FINE, "a trusted proxy named no place", e);
      return Optional.empty();
    }
  }
}
