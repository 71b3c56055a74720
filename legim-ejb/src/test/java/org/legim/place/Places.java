package org.legim.place;

import org.legim.config.GeoPoint;

/** Places that the tests name. */
final class Places {

  static final GeoPoint SEATTLE = new GeoPoint(47.6, -122.3);
  static final GeoPoint SAN_JOSE = new GeoPoint(37.3, -121.9);
  static final GeoPoint BEIJING = new GeoPoint(39.9, 116.4);
  static final GeoPoint LONDON = new GeoPoint(51.5, -0.1);

  private Places() {}
}
