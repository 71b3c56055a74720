package org.legim.drain;

import java.util.function.LongSupplier;

/**
 * What all drains of a gateway share.
 *
 * @param nanos a monotonic clock
 */
record Shared(
    Drains.Site site,
    Flights flights,
    Reservations reservations,
    Setbacks setbacks,
    DamagedCopies damaged,
    Outbox outbox,
    LongSupplier nanos) {

  static Shared of(Drains.Site site, LongSupplier nanos) {
    Flights flights = new Flights(nanos);
    return new Shared(
        site,
        flights,
        new Reservations(),
        new Setbacks(nanos),
        new DamagedCopies(),
        new Outbox(flights),
        nanos);
  }
}
