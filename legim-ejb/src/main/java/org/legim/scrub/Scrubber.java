package org.legim.scrub;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.BlobStore;
import org.legim.blob.DamagedFiles;
import org.legim.blob.Finding;
import org.legim.blob.Sha256;
import org.legim.catalogue.Holdings;

/**
 * Searches a node's own disk for damage: all of it slowly, and at once what seems to be damaged. A
 * damaged blob is set aside, and the node does not hold it any more. All on one thread.
 */
public final class Scrubber implements Closeable {

  private static final Logger LOG = Logger.getLogger(Scrubber.class.getName());

  /** Of what waits to be looked at; a pass finds the others. */
  private static final int MOST_WAITING = 10_000;

  /** A blob that is just being stored is looked at again some time later. */
  private static final Duration WHILE_HELD = Duration.ofSeconds(1);

  private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);
  private static final long CLOSE_SECONDS = 10;

  private final Site site;
  private final Quarantine quarantine;
  private final Pass pass;
  private final ScheduledThreadPoolExecutor thread;
  private final Set<Sha256> waiting = ConcurrentHashMap.newKeySet();
  private volatile Consumer<Sha256> listener = hash -> {};
  private volatile int damaged;

  /**
   * What it works on.
   *
   * @param disk the blobs as they are on the disk
   * @param blobs the same with what is kept in memory
   * @param damaged the files that were set aside
   * @param holdings which blobs the node should have
   * @param bytes how many bytes these have
   * @param file keeps how far it has come
   */
  public record Site(
      BlobStore disk,
      BlobStore blobs,
      DamagedFiles damaged,
      Holdings holdings,
      LongSupplier bytes,
      Path file) {}

  /**
   * @param period in what time all of the disk is read once
   * @param threads makes the thread on which it works
   */
  public Scrubber(Site site, Duration period, Clock clock, ThreadFactory threads) {
    this.site = site;
    this.quarantine = new Quarantine(site.blobs(), site.holdings());
    this.pass =
        new Pass(
            new Pass.Site(site.disk(), site.holdings(), this::hasLost, new ScrubFile(site.file())),
            period,
            new Pace(period, site.bytes()),
            clock);
    this.thread = new ScheduledThreadPoolExecutor(1, threads);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Begins to search.
   *
   * @param lost told of each blob that the node has lost, after that is durable
   */
  public void start(Consumer<Sha256> lost) {
    listener = lost;
    thread.execute(this::finish);
    thread.scheduleWithFixedDelay(this::count, 0, BETWEEN_COUNTS.toMillis(), TimeUnit.MILLISECONDS);
    later(this::step, Duration.ZERO);
  }

  /** Looks closely at a blob soon, if the node should have it: it seems to be damaged. */
  public void check(Sha256 hash) {
    if (waiting.size() < MOST_WAITING && waiting.add(hash)) {
      later(() -> hasLost(hash), Duration.ZERO);
    }
  }

  /**
   * Looks closely at a blob now, however long that takes. If it is damaged, it has been set aside,
   * and is not held any more, when this returns.
   *
   * @return whether the node has it, as it should be
   * @throws UncheckedIOException if it cannot be read, or not be set aside
   * @throws IllegalStateException if it is being stored, or looked at, at this moment
   */
  public boolean isWhole(Sha256 hash) {
    try {
      Optional<Finding> finding = examine(hash);
      if (finding.isPresent() && finding.get().state() == Finding.State.HELD) {
        throw new IllegalStateException("blob " + hash + " is being stored, or looked at");
      }
      return finding.isPresent() && !finding.get().isLoss();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Finding> examine(Sha256 hash) throws IOException {
    Optional<Finding> finding = quarantine.examine(hash);
    if (finding.isPresent() && finding.get().isLoss()) {
      count();
      listener.accept(hash);
    }
    return finding;
  }

  /** How many damaged files lie aside, for an operator to look at. */
  public int damaged() {
    return damaged;
  }

  private void step() {
    Duration rest = AFTER_A_FAILURE;
    try {
      rest = pass.next();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the search for damage on the disk is interrupted for a minute", e);
    }
    later(this::step, rest);
  }

  /** What was set aside when the process was killed may still stand in the catalogue. */
  private void finish() {
    try {
      site.damaged().hashes().forEach(this::check);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the damaged files cannot be listed", e);
    }
  }

  private void count() {
    try {
      damaged = site.damaged().count();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "the damaged files cannot be counted", e);
    }
  }

  private boolean hasLost(Sha256 hash) {
    waiting.remove(hash);
    try {
      Optional<Finding> finding = examine(hash);
      if (finding.isPresent() && finding.get().state() == Finding.State.HELD) {
        later(() -> hasLost(hash), WHILE_HELD);
      }
      return finding.isPresent() && finding.get().isLoss();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "blob " + hash + " seems to be damaged, and cannot be examined", e);
      return false;
    }
  }

  private void later(Runnable task, Duration delay) {
    try {
      thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "it is left to the next start: the node stops", e);
    }
  }

  /** Ends the search; the next start goes on with it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
        thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    if (thread.isTerminated()) {
      pass.pause();
    }
  }
}
