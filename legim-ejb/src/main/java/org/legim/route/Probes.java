package org.legim.route;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.legim.blob.Sha256;
import org.legim.latency.Attempt;
import org.legim.latency.Latencies;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.Cancellation;
import org.legim.link.LinkException;

/**
 * Finds out how soon holders answer that nobody reads from, as others were better when they were
 * last measured.
 *
 * <p>A probe reads one byte of the blob that the holder was not asked for: it goes the same way as
 * a read, through the same nodes to the same disk. A ping would tell less, and less of a node whose
 * disk hangs.
 */
public final class Probes {

  /** A holder that takes longer counts as one that fails. */
  private static final long MOST_MILLIS = 1_000;

  private final Latencies latencies;
  private final ScheduledExecutorService timer;
  private final Executor executor;

  /**
   * @param timer ends what takes too long
   * @param executor sends probes, and waits for the answers; may reject them
   */
  public Probes(Latencies latencies, ScheduledExecutorService timer, Executor executor) {
    this.latencies = latencies;
    this.timer = timer;
    this.executor = executor;
  }

  /** Probes a holder if that is due; returns at once. */
  void offer(String node, Sha256 blob, Branches branches) {
    latencies.probe(node).ifPresent(probe -> begin(probe, node, blob, branches));
  }

  private void begin(Attempt probe, String node, Sha256 blob, Branches branches) {
    try {
      executor.execute(
          () -> {
            try (probe) {
              branches.towards(node).ifPresent(link -> send(probe, link, node, blob));
            }
          });
    } catch (RejectedExecutionException e) {
      probe.close();
    }
  }

  private void send(Attempt probe, BlobLink link, String node, Sha256 blob) {
    Cancellation cancellation = new Cancellation();
    Future<?> end = timer.schedule(cancellation::cancel, MOST_MILLIS, TimeUnit.MILLISECONDS);
    try (BlobStream stream = link.open(node, blob, 0, 1, cancellation)) {
      stream.body().readNBytes(1);
      probe.answered();
    } catch (LinkException e) {
      Asking.judge(probe, e.kind(), false);
    } catch (IOException e) {
      probe.failed();
    } finally {
      end.cancel(false);
    }
  }
}
