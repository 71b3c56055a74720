package org.legim.blob;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.StampedLock;

/**
 * The per-hash lock of a node: any number of holders, or one remover, never both.
 *
 * <p>Between the moment that a blob is in its place and the moment that a record needs it, only
 * such a hold tells a remover that it is wanted.
 */
final class Holds {

  private final ConcurrentMap<Sha256, Entry> entries = new ConcurrentHashMap<>();

  /** Waits for a removal under way, then keeps others from beginning. */
  BlobStore.Hold hold(Sha256 hash) {
    Entry entry = enter(hash);
    long stamp = entry.lock.readLock();
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        entry.lock.unlockRead(stamp);
        leave(hash);
      }
    };
  }

  /**
   * Runs a removal while nobody can begin to hold.
   *
   * @return what the removal returned, or false at once if the hash is held or being removed
   */
  boolean ifFree(Sha256 hash, BlobStore.Check removal) throws IOException {
    return alone(hash, removal::holds).orElse(false);
  }

  /**
   * Runs something while nobody can begin to hold, and nothing else of this kind runs.
   *
   * @return what it returned; empty, at once, if the hash is held or something runs already
   */
  <T> Optional<T> alone(Sha256 hash, Task<T> task) throws IOException {
    Entry entry = enter(hash);
    try {
      long stamp = entry.lock.tryWriteLock();
      if (stamp == 0) {
        return Optional.empty();
      }
      try {
        return Optional.of(task.run());
      } finally {
        entry.lock.unlockWrite(stamp);
      }
    } finally {
      leave(hash);
    }
  }

  /** Something that needs a blob for itself. */
  @FunctionalInterface
  interface Task<T> {
    T run() throws IOException;
  }

  /** How many hashes are held or being removed. */
  int size() {
    return entries.size();
  }

  private Entry enter(Sha256 hash) {
    return entries.compute(
        hash,
        (key, present) -> {
          Entry entry = present == null ? new Entry() : present;
          entry.users++;
          return entry;
        });
  }

  private void leave(Sha256 hash) {
    entries.computeIfPresent(hash, (key, entry) -> --entry.users == 0 ? null : entry);
  }

  private static final class Entry {
    // Not a ReentrantReadWriteLock: a hold may be closed by another thread than took it.
    final StampedLock lock = new StampedLock();
    int users; // changed only inside the map's compute of this hash
  }
}
