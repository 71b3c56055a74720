package org.legim.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.legim.blob.Sha256;
import org.legim.config.GeoPoint;

/**
 * Where the uploads of the last hour came from, until their copies are placed: who has sent an
 * image is likely to look at it. In memory only, as nothing but a detour is lost with it.
 * Thread-safe.
 */
final class Origins {

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Cache<Sha256, GeoPoint> places =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  void remember(Sha256 blob, GeoPoint place) {
    places.put(blob, place);
  }

  Optional<GeoPoint> of(Sha256 blob) {
    return Optional.ofNullable(places.getIfPresent(blob));
  }
}
