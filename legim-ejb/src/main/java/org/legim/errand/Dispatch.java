package org.legim.errand;

import java.util.List;
import java.util.function.LongSupplier;
import org.legim.tree.StayingNode;

/**
 * What a gateway knows of the errands that are under way, whatever they are for: so that no two
 * causes have the same blob sent, or count on the same room.
 */
public final class Dispatch {

  private final Flights flights;
  private final Outbox outbox;
  private final Setbacks setbacks;
  private final Reservations reservations = new Reservations();
  private final DamagedCopies damaged = new DamagedCopies();
  private volatile FlightEnds ends = FlightEnds.IGNORED;

  /**
   * @param nanos a monotonic clock
   */
  public Dispatch(LongSupplier nanos) {
    this.flights = new Flights(nanos);
    this.outbox = new Outbox(flights);
    this.setbacks = new Setbacks(nanos);
  }

  /** The copies on their way. */
  public Flights flights() {
    return flights;
  }

  /** The errands that no node has asked for yet. */
  public Outbox outbox() {
    return outbox;
  }

  /** What went wrong lately. */
  public Setbacks setbacks() {
    return setbacks;
  }

  /** Room that is set aside. */
  public Reservations reservations() {
    return reservations;
  }

  /** Copies that are not what they should be. */
  public DamagedCopies damaged() {
    return damaged;
  }

  /** Tells somebody what becomes of flights. */
  public void listen(FlightEnds listener) {
    ends = listener;
  }

  /** Who hears what becomes of flights. */
  public FlightEnds ends() {
    return ends;
  }

  /** What receivers can take now for a drain; an empty text for none. */
  public LiveRoom room(String drain, List<StayingNode> staying) {
    return new LiveRoom(drain, staying, flights, reservations, setbacks);
  }
}
