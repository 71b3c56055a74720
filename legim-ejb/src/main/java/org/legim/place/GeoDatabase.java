package org.legim.place;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.config.GeoPoint;

/**
 * A file in the MaxMind DB format, of whatever make, whose records have {@code location.latitude}
 * and {@code location.longitude}. It is mapped into memory.
 */
public final class GeoDatabase implements PlaceSource, Closeable {

  private static final Logger LOG = Logger.getLogger(GeoDatabase.class.getName());

  private final Path file;
  private final Reader reader;
  private final AtomicBoolean told = new AtomicBoolean();

  private GeoDatabase(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read, or is no such database
   */
  public static GeoDatabase open(Path file) throws IOException {
    return new GeoDatabase(file, new Reader(file.toFile(), new CHMCache()));
  }

  @Override
  public Optional<GeoPoint> find(InetAddress address) {
    try {
      // As a map, as makers differ in the types of their numbers.
      Map<?, ?> record = reader.get(address, Map.class);
      return record != null && record.get("location") instanceof Map<?, ?> location
          ? point(location)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Also an IPv6 address in a database of IPv4.
      Level level = told.compareAndSet(false, true) ? Level.WARNING : Level.FINE;
      LOG.log(level, file + " does not say where " + address.getHostAddress() + " is", e);
      return Optional.empty();
    }
  }

  private static Optional<GeoPoint> point(Map<?, ?> location) {
    return location.get("latitude") instanceof Number latitude
            && location.get("longitude") instanceof Number longitude
        ? Optional.of(new GeoPoint(latitude.doubleValue(), longitude.doubleValue()))
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
