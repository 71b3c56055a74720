package org.legim.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place on Earth in decimal degrees (WGS 84).
 *
 * @param latitude -90 (south) to 90 (north)
 * @param longitude -180 (west) to 180 (east)
 */
public record GeoPoint(double latitude, double longitude) {
  private static final Pattern DEGREES = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,20})?");

  /** Throws {@link IllegalArgumentException} for a place that is not on Earth. */
  public GeoPoint {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("is not on Earth");
    }
  }

  /**
   * Reads {@code latitude,longitude}.
   *
   * @throws IllegalArgumentException if it is no place
   */
  public static GeoPoint parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("is not a place");
    }
    return new GeoPoint(degrees(parts[0].strip()), degrees(parts[1].strip()));
  }

  /** The place of coordinates that others tell: empty if one is missing, or none is on Earth. */
  public static Optional<GeoPoint> of(Double latitude, Double longitude) {
    if (latitude == null || longitude == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GeoPoint(latitude, longitude));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static double degrees(String number) {
    if (!DEGREES.matcher(number).matches()) {
      throw new IllegalArgumentException("is no place");
    }
    return Double.parseDouble(number);
  }
}
