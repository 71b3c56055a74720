package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.legim.repair.Health;

/**
 * How the images of a tree were off when all were last looked at; the members are those of {@link
 * Health}.
 */
@JsonbPropertyOrder({"images", "tooFew", "outOfReach", "counted"})
public record HealthJson(long images, long tooFew, long outOfReach, Instant counted) {

  static HealthJson of(Health health) {
    return new HealthJson(health.images(), health.tooFew(), health.outOfReach(), health.counted());
  }
}
