package org.legim.drain;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Announced absences: a stop of these nodes moves nothing. */
final class Absences {

  private final DrainTree tree;
  private final LongSupplier nanos;
  private final Map<String, Absence> absences = new ConcurrentHashMap<>();

  Absences(DrainTree tree, LongSupplier nanos) {
    this.tree = tree;
    this.nanos = nanos;
  }

  /**
   * Announces an absence.
   *
   * @param time from now on; zero takes it back
   */
  void announce(String node, Duration time) {
    if (time.isZero() || time.isNegative()) {
      absences.remove(node);
    } else {
      absences.put(node, new Absence(nanos.getAsLong(), time.toNanos()));
    }
    publish();
  }

  /** Whether the absence of a node is announced for now. */
  boolean isAnnounced(String node) {
    Absence absence = absences.get(node);
    return absence != null && !isOver(absence);
  }

  /** Forgets those whose time is over. */
  void tick() {
    if (absences.values().removeIf(this::isOver)) {
      publish();
    }
  }

  private boolean isOver(Absence absence) {
    return nanos.getAsLong() - absence.since >= absence.nanos;
  }

  private synchronized void publish() {
    tree.setMaintenance(Set.copyOf(absences.keySet()));
  }

  private record Absence(long since, long nanos) {}
}
