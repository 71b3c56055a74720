package org.legim.drain;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.StopOrder;
import org.legim.tree.DirectChild;

/**
 * Gives all direct children of a node that stops the same order, again until each has taken it. If
 * they are to stop, it then looks whether they still answer. Thread-safe.
 */
final class ChildOrders {

  private static final Logger LOG = Logger.getLogger(ChildOrders.class.getName());
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** So that one lost packet does not pass for a process that has ended. */
  private static final int SILENCES = 2;

  private final StopOrder order;
  private final TreeChildren children;
  private final Executor executor;
  private final LongSupplier nanos;
  private final Map<String, Contact> contacts = new HashMap<>(); // by the child's id
  private boolean begun;
  private long roundAt;

  /**
   * @param executor calls the children, several at a time
   * @param nanos a monotonic clock
   */
  ChildOrders(StopOrder order, TreeChildren children, Executor executor, LongSupplier nanos) {
    this.order = order;
    this.children = children;
    this.executor = executor;
    this.nanos = nanos;
  }

  /** Calls those that have to be called; to be called a few times a second. */
  void tick() {
    synchronized (this) {
      long now = nanos.getAsLong();
      if (begun && now - roundAt < ROUND_NANOS) {
        return;
      }
      begun = true;
      roundAt = now;
    }
    children.direct().forEach(this::callIfDue);
  }

  /** Whether none of the children is there any more. */
  boolean allGone() {
    return children.direct().stream().allMatch(child -> contact(child).gone());
  }

  private synchronized Contact contact(DirectChild child) {
    return contacts.computeIfAbsent(child.id(), key -> new Contact());
  }

  private void callIfDue(DirectChild child) {
    Contact contact = contact(child);
    synchronized (this) {
      boolean over = contact.gone() || contact.taken && order.elsewhere() != null;
      if (over || contact.busy) {
        return;
      }
      contact.busy = true;
    }
    try {
      executor.execute(() -> call(child, contact));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "a child is not called now: the node stops", e);
      answered(contact, contact.taken);
    }
  }

  private void call(DirectChild child, Contact contact) {
    boolean taken = contact.taken;
    try {
      if (taken) {
        children.ping(child);
      } else {
        children.stop(child, order);
      }
      answered(contact, true);
    } catch (LinkException e) {
      LOG.log(Level.FINE, e, () -> "child " + child.name() + " does not answer");
      failed(contact, e.kind());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "child " + child.name() + " could not be called");
      answered(contact, taken);
    }
  }

  private synchronized void answered(Contact contact, boolean taken) {
    contact.busy = false;
    contact.taken = taken;
    contact.silences = 0;
  }

  private synchronized void failed(Contact contact, Kind kind) {
    contact.busy = false;
    // Who refuses is another node at the child's address, or takes no order from this one.
    boolean silent = kind == Kind.UNREACHABLE || kind == Kind.REFUSED;
    contact.silences = silent && order.elsewhere() == null ? contact.silences + 1 : 0;
  }

  private static final class Contact {
    private boolean busy;
    private volatile boolean taken;
    private volatile int silences;

    boolean gone() {
      return silences >= SILENCES;
    }
  }
}
