package org.legim.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.legim.config.GeoPoint;
import org.legim.latency.Standing;
import org.legim.place.GreatCircle;

/**
 * How long nodes take themselves to answer: what the gateway waits for them, without the way
 * between the two, which is not the way that a user's request takes.
 */
final class OwnTime {

  /** Less is noise: it must not send the users of two nodes in one city here and there. */
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Optional<GeoPoint> gateway;

  /**
   * @param gateway where the gateway stands; if it was not told, a ping is the way to a node
   */
  OwnTime(Optional<GeoPoint> gateway) {
    this.gateway = gateway;
  }

  /**
   * How long a node takes.
   *
   * @param standing what the gateway has measured; of a node never measured it is 0
   * @param location where the node stands, if it was told
   */
  Duration of(Standing standing, Optional<GeoPoint> location) {
    if (standing.age().isEmpty()) {
      return Duration.ZERO;
    }
    long own = Math.max(0, (long) (standing.expected() - way(standing, location)));
    return Duration.ofNanos(own - own % STEP_NANOS);
  }

  private double way(Standing standing, Optional<GeoPoint> location) {
    return gateway
        .flatMap(from -> location.map(to -> (double) GreatCircle.roundTrip(from, to).toNanos()))
        .orElse(standing.ping().orElse(0));
  }
}
