package org.legim.place;

import java.time.Duration;
import org.legim.config.GeoPoint;

/** Distances on Earth, and how long the Internet takes for them. */
public final class GreatCircle {

  /** Mean radius of the Earth (IUGG). */
  private static final double RADIUS_KILOMETRES = 6371.0088;

  private static final double LIGHT_KILOMETRES_PER_SECOND = 299_792.458;

  /** Of the speed of light, in fibre. */
  private static final double FIBRE = 2.0 / 3;

  /**
   * How much longer a packet takes than along the great circle in fibre, as cables and routes make
   * detours: the factor that measurements of the Internet suggest (Bozkurt et al., Dissecting
   * Latency in the Internet's Fiber Infrastructure, arXiv:1811.10737).
   */
  private static final double DETOUR = 2.1;

  private static final double NANOS_PER_SECOND = 1e9;

  private GreatCircle() {}

  /** The shortest way over the surface, by the haversine formula (Sinnott 1984). */
  public static double kilometres(GeoPoint from, GeoPoint to) {
    double north = Math.toRadians(to.latitude() - from.latitude());
    double east = Math.toRadians(to.longitude() - from.longitude());
    double haversine =
        square(Math.sin(north / 2))
            + Math.cos(Math.toRadians(from.latitude()))
                * Math.cos(Math.toRadians(to.latitude()))
                * square(Math.sin(east / 2));
    // Rounding may leave a little more than 1 for places on opposite sides.
    return 2 * RADIUS_KILOMETRES * Math.asin(Math.sqrt(Math.min(1, haversine)));
  }

  /** How long a packet and its answer are expected to take. */
  public static Duration roundTrip(GeoPoint from, GeoPoint to) {
    double seconds = 2 * kilometres(from, to) * DETOUR / (LIGHT_KILOMETRES_PER_SECOND * FIBRE);
    return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
  }

  private static double square(double number) {
    return number * number;
  }
}
