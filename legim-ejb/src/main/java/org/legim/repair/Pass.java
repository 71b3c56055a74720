package org.legim.repair;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.legim.catalogue.Copies;
import org.legim.repair.Census.Condition;

/** One look at every blob that an image needs, page by page. */
final class Pass {

  static final int PAGE = 500;

  private final Repairs.Site site;
  private final LongSupplier nanos;
  private final long begun;
  private String cursor = "";
  private long blobs;
  private long tooFew;
  private long outOfReach;

  /**
   * @param nanos a monotonic clock
   */
  Pass(Repairs.Site site, LongSupplier nanos) {
    this.site = site;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /**
   * Goes on with the next page.
   *
   * @param found hears of each blob that has too few copies or too many
   * @return whether there is more
   */
  boolean next(Diagnosis diagnosis, BiConsumer<Copies, Condition> found) {
    List<Copies> page = site.ledger().copies(cursor, PAGE);
    for (Copies copies : page) {
      Condition condition = diagnosis.of(copies);
      blobs++;
      tooFew += condition.tooFew() ? 1 : 0;
      outOfReach += condition.outOfReach() ? 1 : 0;
      if (condition.missing() > 0 || condition.surplus() > 0) {
        found.accept(copies, condition);
      }
      cursor = copies.image().sha256().hex();
    }
    return page.size() == PAGE;
  }

  /** How long it has taken so far, in nanoseconds. */
  long nanos() {
    return nanos.getAsLong() - begun;
  }

  /** What it has counted. */
  Health health(Clock clock) {
    return new Health(blobs, tooFew, outOfReach, clock.instant(), Duration.ofNanos(nanos()));
  }
}
