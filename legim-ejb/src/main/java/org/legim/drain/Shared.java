package org.legim.drain;

import java.util.function.LongSupplier;
import org.legim.errand.DamagedCopies;
import org.legim.errand.Flights;
import org.legim.errand.LiveRoom;
import org.legim.errand.Outbox;
import org.legim.errand.Reservations;
import org.legim.errand.Setbacks;

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

  /** What receivers can take now for a drain; an empty text for none. */
  LiveRoom room(String drain, Staying staying) {
    return new LiveRoom(drain, staying.nodes(), flights, reservations, setbacks);
  }
}
