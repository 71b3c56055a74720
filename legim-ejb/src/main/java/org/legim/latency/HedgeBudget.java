package org.legim.latency;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what hedging adds: each read pays in a twentieth of a hedge, so that there is at most one
 * for twenty reads. A bucket of tokens as Finagle's {@code RetryBudget}: without it, all reads
 * would be doubled just when all nodes are slow because they have too much to do. Thread-safe.
 */
final class HedgeBudget {

  private static final int READS_PER_HEDGE = 20;

  /** What a node that nobody has read from yet may spend. */
  private static final int INITIAL_HEDGES = 10;

  /** What is left unspent while all is well, for the moment when a node freezes. */
  private static final int MOST_HEDGES = 100;

  /** In twentieths of a hedge. */
  private final AtomicInteger balance = new AtomicInteger(INITIAL_HEDGES * READS_PER_HEDGE);

  /** A read begins. */
  void deposit() {
    if (balance.get() < MOST_HEDGES * READS_PER_HEDGE) {
      balance.incrementAndGet();
    }
  }

  /** Whether there may be one more hedge now; it is paid for. */
  boolean withdraw() {
    int present = balance.get();
    while (present >= READS_PER_HEDGE) {
      int found = balance.compareAndExchange(present, present - READS_PER_HEDGE);
      if (found == present) {
        return true;
      }
      present = found;
    }
    return false;
  }
}
