package org.legim.place;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.legim.config.GeoPoint;
import org.legim.config.IpNetwork;

/** Networks of which an operator knows where they are: the longest prefix that matches counts. */
public final class NetworkTable implements PlaceSource {

  private final List<Map.Entry<IpNetwork, GeoPoint>> rows;

  /** A table of these. */
  public NetworkTable(Map<IpNetwork, GeoPoint> networks) {
    Comparator<Map.Entry<IpNetwork, GeoPoint>> byPrefix =
        Comparator.comparingInt(row -> row.getKey().prefix());
    this.rows = networks.entrySet().stream().sorted(byPrefix.reversed()).toList();
  }

  @Override
  public Optional<GeoPoint> find(InetAddress address) {
    return rows.stream()
        .filter(row -> row.getKey().contains(address))
        .findFirst()
        .map(Map.Entry::getValue);
  }
}
