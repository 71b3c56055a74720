package org.legim.place;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.legim.config.Delivery;
import org.legim.config.GeoPoint;

/** Picks the node that a user is sent to, if any. */
public final class SiteChoice {

  private final Optional<GeoPoint> gateway;

  /**
   * @param gateway where the gateway stands
   */
  public SiteChoice(Optional<GeoPoint> gateway) {
    this.gateway = gateway;
  }

  /**
   * Picks the site that is expected to answer the user first; one without a location is never
   * preferred.
   *
   * @param user where the user is, if that is known
   * @param sites those that have what the user wants, the best for others first
   * @return empty if the user is better off with the gateway
   */
  public Optional<Site> choose(Delivery delivery, Optional<GeoPoint> user, List<Site> sites) {
    return switch (delivery) {
      case PROXY -> Optional.empty();
      case AUTO -> user.flatMap(at -> nearest(at, sites).filter(site -> isWorthIt(at, site)));
      case REDIRECT -> user.flatMap(at -> nearest(at, sites)).or(() -> sites.stream().findFirst());
    };
  }

  private static Optional<Site> nearest(GeoPoint user, List<Site> sites) {
    return sites.stream()
        .filter(site -> site.location().isPresent())
        .min(Comparator.comparing(site -> expected(user, site)));
  }

  private boolean isWorthIt(GeoPoint user, Site site) {
    return gateway
        .map(at -> expected(user, site).compareTo(GreatCircle.roundTrip(user, at)) < 0)
        .orElse(true);
  }

  private static Duration expected(GeoPoint user, Site site) {
    return GreatCircle.roundTrip(user, site.location().orElseThrow()).plus(site.own());
  }
}
