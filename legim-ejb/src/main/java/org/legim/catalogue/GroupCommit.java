package org.legim.catalogue;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.legim.image.RefusedException;

/**
 * The one writer of a catalogue: commits the changes of many requests with one fsync.
 *
 * <p>A change is a function of the database. It either refuses before it has written anything, or
 * writes and returns; it may run twice, as a batch that fails is repeated change by change, so that
 * one bad change does not fail its neighbours.
 */
final class GroupCommit implements Closeable {

  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final int MOST_PER_COMMIT = 256;

  /** A change to the database. */
  @FunctionalInterface
  interface Change<T> {
    T apply(Handle database) throws RefusedException;
  }

  private final Jdbi jdbi;
  private final Consumer<Handle> afterCommit;
  private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
  private final Pending<Void> stop = new Pending<>(database -> null);
  private final Thread thread;
  private final Object entrance = new Object();
  private boolean closed; // guarded by entrance: nothing is added once the writer looks no more
  private volatile boolean closing;
  private Handle handle; // only the writer thread's

  /**
   * @param afterCommit run after each commit, on its connection, before anybody hears of it
   */
  GroupCommit(Jdbi jdbi, Consumer<Handle> afterCommit) {
    this.jdbi = jdbi;
    this.afterCommit = afterCommit;
    this.thread = new Thread(this::run, "legim-catalogue-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Applies a change and returns once it is durable.
   *
   * @throws RefusedException if the change refuses
   * @throws CatalogueException if it cannot be made durable; it is not, then
   */
  <T> T commit(Change<T> change) throws RefusedException {
    Pending<T> pending = new Pending<>(change);
    synchronized (entrance) {
      if (closed) {
        throw new CatalogueException("the catalogue is closed", false, null);
      }
      queue.add(pending);
    }
    return pending.await();
  }

  /** How many changes wait for the next commit. */
  int waiting() {
    return queue.size();
  }

  /** Whether the writer has ended without having been closed: a server may interrupt threads. */
  boolean isBroken() {
    return !closing && !thread.isAlive();
  }

  private void run() {
    List<Pending<?>> batch = new ArrayList<>(MOST_PER_COMMIT);
    try {
      while (!batch.contains(stop)) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch, MOST_PER_COMMIT - 1);
        commitAll(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeHandle();
      failWaiting();
    }
  }

  private void commitAll(List<Pending<?>> batch) {
    if (tryCommit(batch) || batch.size() == 1) {
      return;
    }
    for (Pending<?> pending : batch) {
      tryCommit(List.of(pending));
    }
  }

  // Anything that the database, a driver or a change throws fails that change, never the writer.
  private boolean tryCommit(List<Pending<?>> batch) {
    try {
      Handle database = handle();
      database.begin();
      for (Pending<?> pending : batch) {
        pending.apply(database);
      }
      database.commit();
    } catch (RuntimeException | Error e) {
      // The connection may be in any state: the next batch gets a new one. Closing rolls back.
      closeHandle();
      if (batch.size() == 1) {
        batch.get(0).fail(e);
      } else {
        LOG.log(
            Level.WARNING,
            "a commit of {0} changes failed and is repeated one by one: {1}",
            new Object[] {batch.size(), e});
      }
      return false;
    }
    afterCommit();
    batch.forEach(Pending::complete);
    return true;
  }

  // Apart from the commit: what fails here must not make a durable change look failed.
  private void afterCommit() {
    try {
      afterCommit.accept(handle);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "the catalogue could not be read after a commit", e);
    }
  }

  private Handle handle() {
    if (handle == null) {
      handle = jdbi.open();
    }
    return handle;
  }

  private void closeHandle() {
    // Closed also where the rollback fails: SQLite ends a transaction by itself on a full disk.
    try (Handle closing = handle) {
      if (closing != null && closing.isInTransaction()) {
        closing.rollback();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the catalogue's writing connection did not close", e);
    } finally {
      handle = null;
    }
  }

  private void failWaiting() {
    List<Pending<?>> waiting = new ArrayList<>();
    synchronized (entrance) {
      closed = true;
      queue.drainTo(waiting);
    }
    waiting.forEach(
        pending -> pending.fail(new CatalogueException("the catalogue was closed", false, null)));
  }

  /** Commits what is waiting, then ends the writer. */
  @Override
  public void close() {
    closing = true;
    synchronized (entrance) {
      closed = true;
      queue.add(stop);
    }
    joinWriter();
  }

  // Also where a server interrupts whoever stops us: the folder is given back after this, and two
  // writers in it must never be.
  private void joinWriter() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Pending<T> {
    private final Change<T> change;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private T result;
    private RefusedException refused;

    Pending(Change<T> change) {
      this.change = change;
    }

    void apply(Handle database) {
      try {
        refused = null;
        result = change.apply(database);
      } catch (RefusedException e) {
        refused = e;
      }
    }

    void complete() {
      if (refused == null) {
        done.complete(result);
      } else {
        done.completeExceptionally(refused);
      }
    }

    void fail(Throwable cause) {
      done.completeExceptionally(cause);
    }

    T await() throws RefusedException {
      try {
        return done.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RefusedException refusal) {
          throw refusal;
        }
        throw Database.failure("a change was not committed", e.getCause());
      }
    }
  }
}
