package org.legim.web.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What preconditions are compared with: the validators of an image's present bytes (RFC 9110
 * section 8.8).
 *
 * @param tag a strong entity tag
 * @param lastModified as the header field says it: in whole seconds, any fraction is dropped
 */
public record Representation(EntityTag tag, Instant lastModified) {
  public Representation {
    lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
  }
}
