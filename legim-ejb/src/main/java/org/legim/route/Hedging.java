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
   * Does something if a read is late, and the budget allows for it.
   *
   * @param first the holder that is asked now
   * @param second the one that would be asked too
   * @return to be cancelled when the first has answered
   */
  Future<?> whenLate(String first, String second, Runnable hedge) {
    return timer.schedule(
        () -> {
          if (policy.mayHedge(second)) {
            begin(hedge);
          }
        },
        policy.sent(first),
        TimeUnit.NANOSECONDS);
  }

  private void begin(Runnable hedge) {
    try {
      executor.execute(hedge);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "too many second holders are asked already", e);
    }
  }
}
