package org.legim.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.legim.config.ConfigKey;
import org.legim.config.GeoPoint;
import org.legim.config.NodeConfig;
import org.legim.config.PlaceConfig;
import org.legim.place.GeoDatabase;
import org.legim.place.NetworkTable;
import org.legim.place.PlaceSource;
import org.legim.place.UserPlace;

/** Knows where the users of a gateway are, as far as its operator has given it the means. */
public final class UserPlaces implements Closeable {

  private final Optional<GeoDatabase> database;
  private final UserPlace places;

  private UserPlaces(PlaceConfig config, Optional<GeoDatabase> database) {
    this.database = database;
    List<PlaceSource> sources = new ArrayList<>();
    if (!config.networks().isEmpty()) {
      sources.add(new NetworkTable(config.networks()));
    }
    database.ifPresent(sources::add);
    this.places = new UserPlace(config, sources);
  }

  /** Opens what the configuration names; a node with a parent has no users to find. */
  static UserPlaces open(NodeConfig config) throws StartException {
    Optional<Path> file = config.places().database().filter(none -> config.parent().isEmpty());
    return new UserPlaces(
        config.places(), file.isPresent() ? Optional.of(open(file.get())) : Optional.empty());
  }

  private static GeoDatabase open(Path file) throws StartException {
    try {
      return GeoDatabase.open(file);
    } catch (IOException e) {
      throw new StartException(
          "%s: %s cannot be read as a MaxMind database: %s; expected a file that ends in .mmdb"
              .formatted(ConfigKey.GEO_DATABASE.key(), file, e.getMessage()),
          e);
    }
  }

  /**
   * Where the user of a request is, if that is known.
   *
   * @param remote the address that the connection comes from
   * @param headers gives the lines of a header; none if there is no such header
   */
  public Optional<GeoPoint> find(String remote, Function<String, List<String>> headers) {
    return places.find(remote, headers);
  }

  @Override
  public void close() throws IOException {
    if (database.isPresent()) {
      database.get().close();
    }
  }
}
