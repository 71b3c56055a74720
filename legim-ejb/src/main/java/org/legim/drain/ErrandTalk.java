package org.legim.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.legim.errand.Courier;
import org.legim.link.Errand;
import org.legim.link.ErrandCall;
import org.legim.link.ErrandOutcome;
import org.legim.link.ErrandOutcome.Result;

/**
 * What a node says to its gateway about errands, and when. An outcome is told until an answer has
 * come. Not thread-safe: its owner has a lock.
 */
final class ErrandTalk {

  /** As many as keep the courier busy for the time of a call. */
  private static final int MOST_ERRANDS = 2000;

  /** Then the gateway can let go of these while others are under way. */
  private static final int WORTH_TELLING = 500;

  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FIRST_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONGEST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Courier courier;
  private final List<ErrandOutcome> untold = new ArrayList<>();
  private int taken;
  private long calledAt;
  private long backoff;
  private String callTrouble;
  private String errandTrouble;

  ErrandTalk(Courier courier, long now) {
    this.courier = courier;
    this.calledAt = now - IDLE_NANOS;
  }

  /** Gathers what the courier has done; returns whether a blob was sent. */
  boolean collect() {
    List<ErrandOutcome> outcomes = courier.outcomes();
    untold.addAll(outcomes);
    boolean sent = false;
    for (ErrandOutcome outcome : outcomes) {
      if (outcome.result() == Result.SENT) {
        sent = true;
      } else {
        errandTrouble = "blob " + outcome.sha256() + ": " + outcome.detail();
      }
    }
    return sent;
  }

  /** Whether a failed call may be repeated by now. */
  boolean mayCall(long now) {
    return backoff == 0 || now - calledAt >= backoff;
  }

  /**
   * Whether a node that leaves should call now: for more errands, with news, or to be told how it
   * stands.
   */
  boolean isHungry(long now) {
    int left = courier.underWay();
    if (left == 0) {
      return !untold.isEmpty() || now - calledAt >= IDLE_NANOS;
    }
    return left < (taken + 1) / 2
        || untold.size() >= WORTH_TELLING
        || !untold.isEmpty() && now - calledAt >= TELL_NANOS;
  }

  /** Whether a node that stays should call now. */
  boolean hasNews(long now) {
    return !untold.isEmpty() && isHungry(now);
  }

  /**
   * The next call.
   *
   * @param more whether to ask for errands
   */
  ErrandCall next(String node, String run, long held, String drain, boolean more) {
    int wanted = more ? Math.max(0, MOST_ERRANDS - courier.underWay()) : 0;
    return new ErrandCall(node, run, untold, wanted, held, drain);
  }

  /** The gateway has heard a call. */
  void told(ErrandCall call) {
    untold.subList(0, call.done().size()).clear();
  }

  /** Has the courier do errands. */
  void take(List<Errand> errands) {
    courier.take(errands);
    taken = courier.underWay();
  }

  void answered(long now) {
    calledAt = now;
    backoff = 0;
    callTrouble = null;
  }

  void failed(long now, String why) {
    calledAt = now;
    backoff = Math.min(LONGEST_BACKOFF_NANOS, Math.max(FIRST_BACKOFF_NANOS, 2 * backoff));
    callTrouble = why;
  }

  /** What stood in the way last, or null. */
  String trouble() {
    return callTrouble != null ? callTrouble : errandTrouble;
  }
}
