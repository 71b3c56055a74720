package org.legim.process;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.legim.testing.Api;

/** Clients that read some images in turn, and note how long each read took. */
final class SteadyReads implements AutoCloseable {

  private static final int CLIENTS = 4;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Api api;
  private final List<SentImage> images;
  private final Queue<Long> took = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private volatile boolean ended;

  SteadyReads(Api api, List<SentImage> images) {
    this.api = api;
    this.images = List.copyOf(images);
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(this::loop);
    }
  }

  private void loop() {
    for (int i = 0; !ended; i++) {
      SentImage image = images.get(i % images.size());
      long begin = System.nanoTime();
      try {
        image.assertReadable(api);
      } catch (AssertionError | UncheckedIOException e) {
        failures.add(image + ": " + e);
      }
      took.add(System.nanoTime() - begin);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** How long the reads took that ended within so many seconds from now. */
  Quantiles during(int seconds) throws InterruptedException {
    took.clear();
    TimeUnit.SECONDS.sleep(seconds);
    List<Long> nanos = new ArrayList<>(took);
    nanos.sort(null);
    return new Quantiles(nanos);
  }

  /** What went wrong. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    ended = true;
    ReadLoop.awaitEnd(clients);
  }

  /** Latencies in nanoseconds, the shortest first. */
  record Quantiles(List<Long> nanos) {

    double millis(double quantile) {
      return nanos.get((int) ((nanos.size() - 1) * quantile)) / 1e6;
    }

    @Override
    public String toString() {
      return "%d reads: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms"
          .formatted(nanos.size(), millis(0.5), millis(0.95), millis(0.99), millis(1));
    }
  }
}
