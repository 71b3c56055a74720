package org.legim.flow;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;
import org.legim.config.KillPoint;
import org.legim.link.LinkException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

/**
 * A node's side of the conversation with its gateway about what the node holds: one report at a
 * time, and what the answer orders is done before the next report is composed. Only so may the
 * gateway believe a report.
 *
 * <p>It reports after it joined, when it is woken, when the answer asks for more, and every half
 * minute. A failed report is not repeated: the next says what is true then.
 */
public final class Reporter {

  private static final Logger LOG = Logger.getLogger(Reporter.class.getName());
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long FIRST_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(8);

  /** Then others of the executor have their turn. */
  private static final int MOST_AT_ONCE = 100;

  private final ReportWriter writer;
  private final Holdings holdings;
  private final Gateway gateway;
  private final Consumer<Sha256> reclaim;
  private final Executor executor;
  private final LongSupplier nanos;
  private final AtomicBoolean queued = new AtomicBoolean();
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean afresh = new AtomicBoolean();
  private volatile boolean joined;

  // Only of the one that is running.
  private volatile long dueAt;
  private volatile long backoff;
  private volatile boolean failing;

  /**
   * @param node this node's id
   * @param run this process
   * @param gateway where reports go
   * @param reclaim takes the blobs that the node no longer holds
   * @param executor runs the reports; never two at the same time, whatever it does
   * @param nanos a monotonic clock
   */
  public Reporter(
      String node,
      String run,
      Holdings holdings,
      Gateway gateway,
      Consumer<Sha256> reclaim,
      Executor executor,
      LongSupplier nanos) {
    this.writer = new ReportWriter(node, run, holdings);
    this.holdings = holdings;
    this.gateway = gateway;
    this.reclaim = reclaim;
    this.executor = executor;
    this.nanos = nanos;
  }

  /** The node has joined, perhaps another gateway, or an epoch has begun: reports from scratch. */
  public void joined() {
    afresh.set(true);
    joined = true;
    wake();
  }

  /** Reports soon: there is news here, or orders are waiting at the gateway. */
  public void wake() {
    woken.set(true);
    tick();
  }

  /** Reports if it is time; to be called a few times a second. */
  public void tick() {
    if (isDue() && queued.compareAndSet(false, true)) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        queued.set(false);
        LOG.log(Level.FINE, "no report now: the node stops", e);
      }
    }
  }

  private boolean isDue() {
    if (!joined) {
      return false;
    }
    boolean timeIsUp = nanos.getAsLong() - dueAt >= 0;
    return afresh.get() || timeIsUp || woken.get() && !failing;
  }

  private void run() {
    queued.set(false);
    // An executor that runs what it is given at once would else report within a report.
    if (!running.compareAndSet(false, true)) {
      return;
    }
    try {
      for (int i = 0; i < MOST_AT_ONCE && isDue(); i++) {
        report();
      }
    } finally {
      running.set(false);
    }
  }

  private void report() {
    woken.set(false);
    if (afresh.getAndSet(false)) {
      writer.beginAfresh();
      backoff = 0;
    }
    try {
      Report report = writer.next();
      ReportAnswer answer = gateway.report(report);
      boolean more = apply(report, answer);
      failing = false;
      backoff = 0;
      dueAt = nanos.getAsLong() + (more ? 0 : REST_NANOS);
    } catch (LinkException e) {
      failed(e.kind() == LinkException.Kind.REFUSED ? Level.WARNING : Level.FINE, e);
    } catch (RuntimeException e) {
      failed(Level.WARNING, e);
    }
  }

  /** Returns whether there is more to say at once. */
  private boolean apply(Report report, ReportAnswer answer) {
    boolean otherStream = !answer.stream().equals(report.stream());
    if (otherStream || !answer.orders().isEmpty()) {
      Set<Sha256> dropped = holdings.apply(answer.stream(), answer.orders());
      if (!dropped.isEmpty()) {
        KillPoint.DROPS_APPLIED.reached();
      }
      dropped.forEach(reclaim);
    }
    boolean settles = answer.complete() && !answer.tree().equals(report.tree());
    if (settles) {
      holdings.belongTo(answer.tree());
    }
    boolean wanted = writer.answered(answer);
    if (otherStream && report.stream() != null) {
      writer.beginAfresh();
      return true;
    }
    return settles || wanted || answer.more() || !report.whole() || !answer.orders().isEmpty();
  }

  private void failed(Level level, Exception e) {
    failing = true;
    backoff = Math.min(LONGEST_BACKOFF_NANOS, Math.max(FIRST_BACKOFF_NANOS, 2 * backoff));
    dueAt = nanos.getAsLong() + backoff;
    LOG.log(level, e, () -> "the gateway could not be told what this node holds: " + e);
  }

  /** The way of a report to the gateway. */
  @FunctionalInterface
  public interface Gateway {

    /** Passes a report up and the answer back. */
    ReportAnswer report(Report report) throws LinkException;
  }
}
