package org.legim.errand;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.flow.Reason;
import org.legim.link.Errand;
import org.legim.link.ErrandOutcome.Result;

/**
 * Looks whether this node's own copies are whole, as the gateway wants it, one after the other: to
 * read them takes long, and nobody waits for it. Thread-safe.
 */
final class CopyChecks {

  private static final Logger LOG = Logger.getLogger(CopyChecks.class.getName());

  private final Executor executor;
  private final Teller teller;
  private final Set<Errand> waiting = new LinkedHashSet<>(); // under the lock of this
  private boolean busy;
  private volatile Predicate<Sha256> isWhole;

  /** Hears of what was found. */
  @FunctionalInterface
  interface Teller {
    void tell(Errand errand, Result result, String detail);
  }

  CopyChecks(Executor executor, Teller teller) {
    this.executor = executor;
    this.teller = teller;
  }

  /** See {@link Courier#check}. */
  void by(Predicate<Sha256> whole) {
    isWhole = whole;
  }

  /** Whether an errand is one of these. */
  static boolean isCheck(Errand errand, String self) {
    return errand.receiver().equals(self);
  }

  /** A copy of this node turned out damaged or missing when it was to be sent. */
  void doubt(String sha256, String self) {
    if (isWhole != null) {
      add(new Errand(sha256, self, Reason.CHECK.label()));
    }
  }

  void add(Errand errand) {
    synchronized (this) {
      if (!waiting.add(errand) || busy) {
        return;
      }
      busy = true;
    }
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "no copies are checked now: the node stops", e);
      ended();
    }
  }

  private synchronized void ended() {
    waiting.clear();
    busy = false;
  }

  /** Forgets those that have not been begun. */
  synchronized void clear() {
    waiting.clear();
  }

  private void work() {
    for (Errand next = next(); next != null; next = next()) {
      check(next);
    }
  }

  private synchronized Errand next() {
    Iterator<Errand> all = waiting.iterator();
    busy = all.hasNext();
    if (!busy) {
      return null;
    }
    Errand next = all.next();
    all.remove();
    return next;
  }

  private void check(Errand errand) {
    Predicate<Sha256> check = isWhole;
    if (check == null) {
      teller.tell(errand, Result.FAILED, "this node cannot check its copies");
      return;
    }
    try {
      if (check.test(new Sha256(errand.sha256()))) {
        teller.tell(errand, Result.SENT, null);
      } else {
        teller.tell(errand, Result.DAMAGED, "it was damaged or missing");
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the copy of blob " + errand.sha256() + " could not be checked", e);
      teller.tell(errand, Result.FAILED, "it could not be checked: " + e);
    }
  }
}
