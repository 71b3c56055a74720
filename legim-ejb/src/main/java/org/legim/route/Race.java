package org.legim.route;

import java.util.Queue;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks one holder for a part, and if it is late another too: who answers first is read from, the
 * connection to the other is cut.
 *
 * <p>The caller's thread waits for the first holder. A second thread is needed only from the moment
 * when that is late to the first answer, and reads nothing.
 */
final class Race {

  private static final Logger LOG = Logger.getLogger(Race.class.getName());

  private final Hedging hedging;
  private final Asking first;
  private final Queue<String> others;
  private final Function<String, Asking> asking;

  // Guarded by this, as what follows.
  private Asking second;
  private boolean secondFailed;
  private Source winner;
  private boolean over;

  /**
   * @param others at least one, the best first; who is asked is taken out
   * @param asking makes the request to one of them
   */
  Race(Hedging hedging, Asking first, Queue<String> others, Function<String, Asking> asking) {
    this.hedging = hedging;
    this.first = first;
    this.others = others;
    this.asking = asking;
  }

  /**
   * Returns the answer that came first.
   *
   * @throws SourceException if all who were asked have failed
   */
  Source run() throws SourceException {
    Hedging.Lateness late = hedging.whenLate(first.node(), others.element(), this::hedge);
    try {
      return decide(first.open());
    } catch (SourceException e) {
      return awaitSecond(e);
    } catch (RuntimeException e) {
      giveUp();
      throw e;
    } finally {
      late.cancel();
    }
  }

  private Source decide(Source opened) {
    Source taken;
    Asking loser;
    synchronized (this) {
      over = true;
      taken = winner == null ? opened : winner;
      loser = second;
    }
    if (taken != opened) {
      opened.close();
    } else if (loser != null) {
      loser.cancel();
    }
    return taken;
  }

  // It may have failed because the second has won.
  private Source awaitSecond(SourceException failure) throws SourceException {
    Asking loser;
    synchronized (this) {
      try {
        while (second != null && winner == null && !secondFailed) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      over = true;
      if (winner != null) {
        return winner;
      }
      loser = second;
    }
    if (loser != null) {
      loser.cancel();
    }
    throw failure;
  }

  /** Leaves nothing open. */
  private void giveUp() {
    Source unused;
    Asking loser;
    synchronized (this) {
      over = true;
      unused = winner;
      loser = second;
    }
    if (unused != null) {
      unused.close();
    } else if (loser != null) {
      loser.cancel();
    }
  }

  private void hedge() {
    Asking asked;
    synchronized (this) {
      if (over) {
        return;
      }
      asked = asking.apply(others.remove());
      second = asked;
    }
    try {
      Source opened = asked.open();
      if (wins(opened)) {
        first.cancel();
      } else {
        opened.close();
      }
    } catch (SourceException | RuntimeException e) {
      LOG.log(Level.FINE, "a second holder was asked in vain", e);
      secondHasFailed();
    }
  }

  private synchronized boolean wins(Source opened) {
    boolean wins = !over;
    if (wins) {
      winner = opened;
    }
    notifyAll();
    return wins;
  }

  private synchronized void secondHasFailed() {
    secondFailed = true;
    notifyAll();
  }
}
