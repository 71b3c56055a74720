package org.legim.errand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.legim.blob.Sha256;
import org.legim.link.Errand;

/** Errands that wait until the nodes ask that shall do them. */
public final class Outbox {

  private final Flights flights;
  private final Map<String, Deque<Errand>> waiting = new ConcurrentHashMap<>();

  public Outbox(Flights flights) {
    this.flights = flights;
  }

  /** Enters an errand that has begun as a flight. */
  public void add(String node, Errand errand) {
    waiting.compute(
        node,
        (key, errands) -> {
          Deque<Errand> all = errands == null ? new ArrayDeque<>() : errands;
          all.add(errand);
          return all;
        });
  }

  /** The next errands for a node, without those that are not waited for any more. */
  public List<Errand> take(String node, int limit) {
    List<Errand> taken = new ArrayList<>();
    waiting.computeIfPresent(
        node,
        (key, errands) -> {
          while (!errands.isEmpty() && taken.size() < limit) {
            Errand errand = errands.remove();
            if (flights.isUnderWay(new Sha256(errand.sha256()), node, errand.receiver())) {
              taken.add(errand);
            }
          }
          return errands.isEmpty() ? null : errands;
        });
    return taken;
  }

  /** The nodes for which errands wait. */
  public Set<String> nodes() {
    return Set.copyOf(waiting.keySet());
  }
}
