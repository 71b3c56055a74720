package org.legim.catalogue;

import java.util.Comparator;

/**
 * How new a record is. The gateway gives revisions, never a clock: everywhere the higher one wins.
 *
 * @param epoch raised when a gateway is rebuilt or replaced
 * @param counter raised with every change within an epoch
 */
public record Revision(long epoch, long counter) implements Comparable<Revision> {

  private static final Comparator<Revision> ORDER =
      Comparator.comparingLong(Revision::epoch).thenComparingLong(Revision::counter);

  @Override
  public int compareTo(Revision other) {
    return ORDER.compare(this, other);
  }
}
