package org.legim.place;

import java.net.InetAddress;
import java.util.Optional;
import org.legim.config.GeoPoint;

/** Knows where addresses are. Safe from any thread. */
@FunctionalInterface
public interface PlaceSource {

  /** Where an address is; empty if that is not known. */
  Optional<GeoPoint> find(InetAddress address);
}
