package org.legim.catalogue;

import java.util.Comparator;
import org.legim.link.DeletionEntry;

/**
 * How new a record is. The gateway gives revisions, never a clock: everywhere the higher one wins.
 *
 * @param epoch raised when a gateway is rebuilt or replaced
 * @param counter raised with every change within an epoch
 */
public record Revision(long epoch, long counter) implements Comparable<Revision> {

  private static final Comparator<Revision> ORDER =
      Comparator.comparingLong(Revision::epoch).thenComparingLong(Revision::counter);

  static Revision of(DeletionEntry deletion) {
    return new Revision(deletion.epoch(), deletion.counter());
  }

  boolean isNewerThan(Revision other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Revision other) {
    return ORDER.compare(this, other);
  }
}
