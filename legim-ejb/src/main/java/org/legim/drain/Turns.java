package org.legim.drain;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Does the same thing again and again while it is due, never twice at the same time. */
final class Turns {

  private static final Logger LOG = Logger.getLogger(Turns.class.getName());

  private final BooleanSupplier due;
  private final Runnable turn;
  private final Executor executor;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param turn makes an end to its being due, if only for a while
   */
  Turns(BooleanSupplier due, Runnable turn, Executor executor) {
    this.due = due;
    this.turn = turn;
    this.executor = executor;
  }

  /** Begins if it is due and not under way. */
  void go() {
    if (due.getAsBoolean() && running.compareAndSet(false, true)) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        running.set(false);
        LOG.log(Level.FINE, "the gateway is not called now: the node stops", e);
      }
    }
  }

  private void run() {
    try {
      while (due.getAsBoolean()) {
        turn.run();
      }
    } finally {
      running.set(false);
    }
    go(); // it may have become due before the flag was down
  }
}
