package org.legim.errand;

import org.legim.errand.Flights.Flight;
import org.legim.link.ErrandOutcome;

/** Hears what nodes say of their errands; the calls come from any thread, and return at once. */
public interface FlightEnds {

  /** Nobody listens. */
  FlightEnds IGNORED =
      new FlightEnds() {
        @Override
        public void sent(Flight flight) {
          // nobody listens
        }

        @Override
        public void failed(Flight flight, ErrandOutcome outcome) {
          // nobody listens
        }
      };

  /** The receiver has the blob, and will report it. */
  void sent(Flight flight);

  /** The receiver does not have the blob. */
  void failed(Flight flight, ErrandOutcome outcome);
}
