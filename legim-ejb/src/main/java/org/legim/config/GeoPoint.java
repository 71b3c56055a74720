package org.legim.config;

/**
 * A place on Earth in decimal degrees (WGS 84).
 *
 * @param latitude -90 (south) to 90 (north)
 * @param longitude -180 (west) to 180 (east)
 */
public record GeoPoint(double latitude, double longitude) {
  /** Throws {@link IllegalArgumentException} for a place that is not on Earth. */
  public GeoPoint {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("is not on Earth");
    }
  }
}
