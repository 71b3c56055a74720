package org.legim.launcher.client;

import java.util.Optional;

/**
 * How all images of a tree were off when its gateway last looked at them.
 *
 * @param tooFew how many have fewer copies in reach than they should
 * @param outOfReach how many of these have none
 * @param counted when that was
 */
public record HealthView(long images, long tooFew, long outOfReach, String counted) {

  /** A line for an operator; empty if all is well. */
  public Optional<String> line() {
    if (tooFew == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d images have too few copies in reach, %d of them none (counted %s)"
            .formatted(tooFew, images, outOfReach, counted));
  }
}
