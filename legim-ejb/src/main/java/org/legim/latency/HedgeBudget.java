package org.legim.latency;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what hedging adds: each read pays in a twentieth of a hedge, so that there is at most one
 * for twenty reads. A bucket of tokens as Finagle's {@code RetryBudget}: without it, all reads
 * would be doubled just when all nodes are slow because they have too much to do. Thread-safe.
 */
final class HedgeBudget {

  private static final int READS_PER_HEDGE = 20;

  /**
   * What reads that are only late leave to those that are stuck. Without it nothing is left at the
   * moment when a node freezes, as a twentieth of all reads is late by definition.
   */
  private static final int RESERVED_HEDGES = 20;

  /** What a node that nobody has read from yet may spend, and what is reserved. */
  private static final int INITIAL_HEDGES = RESERVED_HEDGES + 10;

  /** What is left unspent at most while all is well. */
  private static final int MOST_HEDGES = 100;

  /** In twentieths of a hedge. */
  private final AtomicInteger balance = new AtomicInteger(INITIAL_HEDGES * READS_PER_HEDGE);

  /** A read begins. */
  void deposit() {
    if (balance.get() < MOST_HEDGES * READS_PER_HEDGE) {
      balance.incrementAndGet();
    }
  }

  /** Whether there may be one more hedge now for a read that is late; it is paid for. */
  boolean withdraw() {
    return withdraw(RESERVED_HEDGES);
  }

  /** The same for a read that is stuck. */
  boolean withdrawReserved() {
    return withdraw(0);
  }

  private boolean withdraw(int left) {
    int present = balance.get();
    while (present >= (left + 1) * READS_PER_HEDGE) {
      int found = balance.compareAndExchange(present, present - READS_PER_HEDGE);
      if (found == present) {
        return true;
      }
      present = found;
    }
    return false;
  }
}
