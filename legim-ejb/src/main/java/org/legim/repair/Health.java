package org.legim.repair;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the images of a tree were off when all of them were last looked at. Images with the same
 * bytes count as one.
 *
 * @param images how many there are
 * @param tooFew how many have fewer copies in reach than they should
 * @param outOfReach how many of these have none in reach
 * @param counted when the counting ended
 * @param took how long it took
 */
public record Health(long images, long tooFew, long outOfReach, Instant counted, Duration took) {

  /** Whether all have the copies that they should. */
  public boolean isWell() {
    return tooFew == 0;
  }

  /** Whether there is nothing to tell that was not told of another; at first all is well. */
  boolean isLike(Optional<Health> other) {
    return isWell() == other.map(Health::isWell).orElse(true)
        && outOfReach == other.map(Health::outOfReach).orElse(0L);
  }

  /** For the log. */
  String sentence() {
    return isWell()
        ? "all %d images have the copies that they should".formatted(images)
        : "%d of %d images have too few copies in reach, %d of them none"
            .formatted(tooFew, images, outOfReach);
  }
}
