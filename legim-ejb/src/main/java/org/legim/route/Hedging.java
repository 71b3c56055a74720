package org.legim.route;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.latency.HedgePolicy;

/** Has a second holder asked where the first is late. Thread-safe. */
public final class Hedging {

  private static final Logger LOG = Logger.getLogger(Hedging.class.getName());

  private final HedgePolicy policy;
  private final ScheduledExecutorService timer;
  private final Executor executor;

  /**
   * @param timer notices who is late; nothing waits in its threads
   * @param executor asks second holders, and waits for them; rejects what it has no thread for
   */
  public Hedging(HedgePolicy policy, ScheduledExecutorService timer, Executor executor) {
    this.policy = policy;
    this.timer = timer;
    this.executor = executor;
  }

  /**
   * Does something once if a read is late, as soon as the budget allows for it.
   *
   * @param first the holder that is asked now
   * @param second the one that would be asked too
   * @return to be cancelled when the first has answered
   */
  Lateness whenLate(String first, String second, Runnable hedge) {
    Lateness lateness = new Lateness(first, second, hedge);
    lateness.look(policy.sent(first));
    return lateness;
  }

  /** Looks at one read until it has been hedged or has its answer. */
  final class Lateness {

    private final String first;
    private final String second;
    private final Runnable hedge;
    private Future<?> next;
    private boolean stuck;
    private boolean over;

    private Lateness(String first, String second, Runnable hedge) {
      this.first = first;
      this.second = second;
      this.hedge = hedge;
    }

    private synchronized void look(long after) {
      if (!over) {
        next = timer.schedule(() -> judge(after), after, TimeUnit.NANOSECONDS);
      }
    }

    private void judge(long after) {
      boolean hedges = stuck ? policy.mayHedgeStuck(first, second) : policy.mayHedge(second);
      if (!hedges || !begin(hedge)) {
        stuck = true;
        look(HedgePolicy.pause(after));
      }
    }

    /** There is nothing to wait for any more. */
    synchronized void cancel() {
      over = true;
      next.cancel(false);
    }
  }

  private boolean begin(Runnable hedge) {
    try {
      executor.execute(hedge);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "too many second holders are asked already", e);
      return false;
    }
  }
}
