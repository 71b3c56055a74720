package org.legim.drain;

import java.util.function.LongSupplier;
import org.legim.errand.DamagedCopies;
import org.legim.errand.Dispatch;
import org.legim.errand.Flights;
import org.legim.errand.LiveRoom;
import org.legim.errand.Outbox;
import org.legim.errand.Reservations;
import org.legim.errand.Setbacks;

/**
 * What all drains of a gateway share.
 *
 * @param dispatch the errands under way, also those that are for no drain
 * @param nanos a monotonic clock
 */
record Shared(Drains.Site site, Dispatch dispatch, LongSupplier nanos) {

  Flights flights() {
    return dispatch.flights();
  }

  Reservations reservations() {
    return dispatch.reservations();
  }

  Setbacks setbacks() {
    return dispatch.setbacks();
  }

  DamagedCopies damaged() {
    return dispatch.damaged();
  }

  Outbox outbox() {
    return dispatch.outbox();
  }

  /** What receivers can take now for a drain; an empty text for none. */
  LiveRoom room(String drain, Staying staying) {
    return dispatch.room(drain, staying.nodes());
  }
}
