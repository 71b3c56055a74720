package org.legim.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.flow.Daemons;

/**
 * Looks every few seconds whether the node's disk takes what is written to it, so that whoever asks
 * hears it at once, however often that is, and also of a disk that does not answer. A full disk is
 * not in trouble: the node still gives what it holds.
 */
final class DiskWatch implements Closeable {

  private static final Logger LOG = Logger.getLogger(DiskWatch.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Duration MOST_FOR_A_WRITE = Duration.ofSeconds(60);
  private static final Duration MOST_AT_THE_END = Duration.ofSeconds(5);
  private static final long LEAST_ROOM = 1L << 20;

  /** What is done to the disk; fails where it does not take it. */
  @FunctionalInterface
  interface Write {
    void run() throws IOException;
  }

  private final Write write;
  private final LongSupplier nanos;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("legim-disk"));
  private volatile long endedAt;
  private volatile String trouble = "";

  /**
   * @param nanos a monotonic clock
   */
  DiskWatch(Write write, LongSupplier nanos) {
    this.write = write;
    this.nanos = nanos;
    this.endedAt = nanos.getAsLong();
  }

  /** Watches by the same byte of one file, which needs no more room from the second time on. */
  static DiskWatch over(Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return new DiskWatch(() -> write(folder, file), System::nanoTime);
  }

  private static void write(Path folder, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      channel.force(false);
    } catch (IOException e) {
      // File systems that copy on write need room all the same.
      if (Files.getFileStore(folder).getUsableSpace() >= LEAST_ROOM) {
        throw e;
      }
    }
  }

  /** Looks at once, and from then on in the background. */
  void start() {
    look();
    looks.scheduleWithFixedDelay(
        this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks once. */
  void look() {
    String found = "";
    try {
      write.run();
    } catch (IOException | RuntimeException e) {
      found = reason(e);
      LOG.log(
          found.equals(trouble) ? Level.FINE : Level.SEVERE, "node.data cannot be written: {0}", e);
    }
    if (found.isEmpty() && !trouble.isEmpty()) {
      LOG.log(Level.INFO, "node.data can be written again");
    }
    trouble = found;
    endedAt = nanos.getAsLong();
  }

  // Without the path, which is nothing for everybody who may ask.
  private static String reason(Exception e) {
    String reason = e instanceof FileSystemException of ? of.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /** Why nothing can be written to the disk, in one line; empty if it can. */
  Optional<String> trouble() {
    Duration silence = Duration.ofNanos(nanos.getAsLong() - endedAt);
    if (silence.compareTo(MOST_FOR_A_WRITE.plus(PERIOD)) > 0) {
      return Optional.of(
          "node.data does not answer: the last write ended " + silence.toSeconds() + " s ago");
    }
    return trouble.isEmpty()
        ? Optional.empty()
        : Optional.of("node.data cannot be written: " + trouble);
  }

  // Without an interrupt, which would break off a write; one that hangs must not keep the node.
  @Override
  public void close() {
    looks.shutdown();
    try {
      if (!looks.awaitTermination(MOST_AT_THE_END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "a write to node.data did not end in {0}", MOST_AT_THE_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
