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

  /** How soon at least and at most a late read is looked at again. */
  private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long MOST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

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

  /**
   * After how many more nanoseconds a read that was late and not hedged is stuck, and after how
   * many it is looked at again each time.
   *
   * @param late what {@link #sent} has returned for it
   */
  public static long pause(long late) {
    return Math.min(MOST_PAUSE_NANOS, Math.max(LEAST_PAUSE_NANOS, late));
  }

  /**
   * Whether to send a stuck read to a second node. If so, that is charged, unless the first is
   * known to fail by now: then all its reads have to go elsewhere.
   */
  public boolean mayHedgeStuck(String first, String second) {
    return !latencies.isFailed(second) && (latencies.isFailed(first) || budget.withdrawReserved());
  }
}
