package org.legim.process;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.legim.testing.Api;

/** Clients that read images over and over again; not one read may fail. */
final class ReadLoop implements AutoCloseable {

  private static final int CLIENTS = 2;

  private final Api api;
  private final List<SentImage> images = new CopyOnWriteArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private volatile boolean ended;

  ReadLoop(Api api) {
    this.api = api;
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(this::loop);
    }
  }

  /** An image that is read from now on. */
  void add(SentImage image) {
    images.add(image);
  }

  /** How many reads are done. */
  int reads() {
    return reads.get();
  }

  /** What went wrong. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private void loop() {
    while (!ended) {
      images.forEach(this::read);
    }
  }

  private void read(SentImage image) {
    if (ended) {
      return;
    }
    try {
      image.assertReadable(api);
    } catch (AssertionError | UncheckedIOException e) {
      failures.add(image + ": " + e);
    }
    reads.incrementAndGet();
  }

  /** Returns when the last read is done. */
  @Override
  public void close() {
    ended = true;
    awaitEnd(clients);
  }

  /** Waits for the last requests of clients that have been told to end. */
  static void awaitEnd(ExecutorService clients) {
    clients.shutdown();
    try {
      clients.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
