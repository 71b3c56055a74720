package org.legim.link;

/**
 * Lets one thread end the request for which another waits: the connection is cut, and the wait ends
 * with a failure. An answer that has begun is not cut any more. Thread-safe; for one request.
 */
public final class Cancellation {

  private static final Runnable NOTHING = () -> {};

  private Runnable cut = NOTHING;
  private boolean cancelled;

  /** Ends the request now, or as soon as it begins; may be repeated. */
  public void cancel() {
    Runnable present;
    synchronized (this) {
      cancelled = true;
      present = cut;
      cut = NOTHING;
    }
    present.run();
  }

  /** Whether it is to end. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Says how to end the request. */
  synchronized void cutBy(Runnable way) {
    cut = way;
  }

  /** The answer is there, or the request has failed: there is nothing to end any more. */
  synchronized void over() {
    cut = NOTHING;
  }
}
