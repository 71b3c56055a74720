package org.legim.latency;

import java.util.concurrent.TimeUnit;

/**
 * When to ask a second node too, and use whichever answers first: a <em>hedged request</em> (Dean
 * and Barroso, <i>The Tail at Scale</i>, 2013). A read is late that takes longer than 95 % of the
 * recent ones from the same node; at most one in twenty is hedged. Thread-safe.
 */
public final class HedgePolicy {

  /** Sooner than this the hedge would not be there before the first answer. */
  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Where too little is known of a node to say what is late. */
  private static final long UNKNOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final Latencies latencies;
  private final HedgeBudget budget = new HedgeBudget();

  /** A policy that has seen no reads yet. */
  public HedgePolicy(Latencies latencies) {
    this.latencies = latencies;
  }

  /**
   * A read is sent.
   *
   * @return after how many nanoseconds without its first byte it is late
   */
  public long sent(String node) {
    budget.deposit();
    return Math.max(LEAST_NANOS, latencies.percentile(node).orElse(UNKNOWN_NANOS));
  }

  /** Whether to send a late read to a second node; if so, that is charged. */
  public boolean mayHedge(String second) {
    return !latencies.isFailed(second) && budget.withdraw();
  }
}
