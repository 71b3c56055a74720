package org.legim.node;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.flow.Daemons;

/**
 * The threads on which a node deals with others. Bounded and its own: what servers offer runs
 * anything from 4 to 199 tasks at once, and rejects them while it stops.
 */
final class Workers implements Closeable {

  private static final Logger LOG = Logger.getLogger(Workers.class.getName());
  private static final long TICK_MILLIS = 200;
  private static final int PROBES = 4;
  private static final int TRANSFERS = 8;
  private static final int PUSHES = 8;
  private static final int DRAINS = 2;
  private static final int FORCES = 16;
  private static final int QUORUMS = 128;
  private static final int WAITING_QUORUMS = 256;
  private static final int FETCHES = 128;
  private static final int WAITING_FETCHES = 256;
  private static final int MEASUREMENTS = 4;
  private static final int WAITING_MEASUREMENTS = 64;
  private static final int HEDGES = 16;
  private static final long IDLE_SECONDS = 60;
  private static final long CLOSE_SECONDS = 10;

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("legim-tick"));
  private volatile long tickedAt = System.nanoTime();
  private final ExecutorService uplink = pool("legim-uplink", 1, Integer.MAX_VALUE);
  private final ExecutorService reports = pool("legim-report", 1, Integer.MAX_VALUE);
  private final ExecutorService probes = pool("legim-probe", PROBES, Integer.MAX_VALUE);
  private final ExecutorService transfers = pool("legim-transfer", TRANSFERS, Integer.MAX_VALUE);
  private final ExecutorService pushes = pool("legim-push", PUSHES, Integer.MAX_VALUE);
  private final ExecutorService drains = pool("legim-drain", DRAINS, Integer.MAX_VALUE);
  private final ExecutorService repairs = pool("legim-repair", 1, Integer.MAX_VALUE);
  private final ExecutorService quorums = pool("legim-quorum", QUORUMS, WAITING_QUORUMS);
  private final ExecutorService fetches = pool("legim-fetch", FETCHES, WAITING_FETCHES);

  private final ExecutorService measurements =
      pool("legim-measure", MEASUREMENTS, WAITING_MEASUREMENTS);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Daemons.named("legim-timer"));

  // Nothing waits here, so that nothing is forgotten at the end: the receiver of a batch would wait
  // for it.
  private final ExecutorService forces = withoutQueue("legim-force", FORCES);

  // Nor here: a second request that waits for a thread helps nobody.
  private final ExecutorService hedges = withoutQueue("legim-hedge", HEDGES);

  Workers() {
    // Almost every read is answered before it is late: what was to happen then is to be forgotten.
    timer.setRemoveOnCancelPolicy(true);
    everyTick(() -> tickedAt = System.nanoTime());
  }

  private static ExecutorService withoutQueue(String name, int threads) {
    return new ThreadPoolExecutor(
        0, threads, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Daemons.named(name));
  }

  private static ExecutorService pool(String name, int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            Daemons.named(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Runs something short a few times a second, until {@link #close}. */
  void everyTick(Runnable task) {
    ticks.scheduleWithFixedDelay(
        () -> quietly(task), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How long ago the last round of {@linkplain #everyTick such tasks} was. */
  Duration sinceTick() {
    return Duration.ofNanos(System.nanoTime() - tickedAt);
  }

  // A task that throws would not be run again.
  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a task in the background failed; it is tried again", e);
    }
  }

  /** Calls to the parent. */
  Executor uplink() {
    return uplink;
  }

  /** The conversation with the gateway about what this node holds. */
  Executor reports() {
    return reports;
  }

  /** Looks whether children can be reached. */
  Executor probes() {
    return probes;
  }

  /** Blobs on their way to other nodes. */
  Executor transfers() {
    return transfers;
  }

  /** Blobs that this node copies to others because the gateway wants it to, or before it stops. */
  Executor pushes() {
    return pushes;
  }

  /** What a stop has to do besides copying. */
  Executor drains() {
    return drains;
  }

  /** What a gateway has to look through to keep the number of copies right. */
  Executor repairs() {
    return repairs;
  }

  /** Uploads that are copied before they are answered; rejects when too many wait already. */
  Executor quorums() {
    return quorums;
  }

  /** Blobs that came together, to be forced to the disk; rejects when all threads are busy. */
  Executor forces() {
    return forces;
  }

  /** Images that users get from other nodes; rejects when too many wait already. */
  Executor fetches() {
    return fetches;
  }

  /** Looks how soon nodes answer that nobody reads from; rejects when too many wait already. */
  Executor measurements() {
    return measurements;
  }

  /** Second holders of what users wait for; rejects when all threads are busy. */
  Executor hedges() {
    return hedges;
  }

  /** Begins and ends what others wait for, and never waits itself. */
  ScheduledExecutorService timer() {
    return timer;
  }

  @Override
  public void close() {
    List<ExecutorService> all =
        List.of(
            timer,
            ticks,
            uplink,
            reports,
            probes,
            measurements,
            transfers,
            pushes,
            drains,
            repairs,
            quorums,
            forces,
            hedges,
            fetches);
    all.forEach(ExecutorService::shutdownNow);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    try {
      for (ExecutorService each : all) {
        if (!each.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.log(Level.WARNING, "a call to another node did not end in {0} s", CLOSE_SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
