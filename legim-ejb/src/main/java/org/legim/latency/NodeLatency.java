package org.legim.latency;

import java.util.ArrayDeque;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** How soon one node answers. Thread-safe; its lock is held for a few assignments only. */
final class NodeLatency {

  /** Finagle's and Linkerd's. */
  private static final long TAU_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * The same for probes. Nobody waits for these, so a node that nobody is sent to may be believed
   * sooner: a pause of 3 s is forgotten after seven probes, where it would take a minute.
   */
  private static final long PROBE_TAU_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long PROBE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Of a node of which nothing is known; Linkerd's default. */
  private static final long PRIOR_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  /**
   * What a failure counts as: were it taken for the quick answer that it often is, a broken node
   * would draw all reads.
   */
  private static final long FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final PeakEwma average = new PeakEwma(PRIOR_NANOS);
  private final RecentLatencies recent;

  /** Those that wait for their first byte, the oldest first, among some that have it. */
  private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();

  private OptionalDouble ping = OptionalDouble.empty();
  private OptionalLong measured = OptionalLong.empty();
  private boolean failed;
  private boolean probing;
  private long probeAt;
  private int inFlight;
  private long reads;

  /**
   * @param now in nanoseconds of a monotonic clock, as everywhere here
   */
  NodeLatency(long now) {
    this.recent = new RecentLatencies(now);
    this.probeAt = now;
  }

  synchronized void pinged(long took) {
    ping = OptionalDouble.of(took);
    average.expect(took);
  }

  synchronized void begun(Attempt read) {
    inFlight++;
    waiting.addLast(read);
  }

  synchronized void ended() {
    inFlight--;
  }

  synchronized void answered(long took, long now, boolean probe) {
    failed = false;
    average.observe(took, now, probe ? PROBE_TAU_NANOS : TAU_NANOS);
    if (!probe) {
      reads++;
      recent.add(took, now);
    }
    measured(now);
  }

  synchronized void failed(long now) {
    failed = true;
    measured(now);
  }

  /** An answer was no longer waited for: all that is known is that it takes longer. */
  synchronized void outrun(long waited, long now) {
    if (waited > average.nanos()) {
      average.observe(waited, now, TAU_NANOS);
    }
  }

  private void measured(long now) {
    measured = OptionalLong.of(now);
    probeAt = now + PROBE_INTERVAL_NANOS;
  }

  /** Whether to probe it now; if so, that is under way until {@link #probed}. */
  synchronized boolean claimProbe(long now) {
    if (probing || now - probeAt < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  synchronized void probed(long now) {
    probing = false;
    probeAt = now + PROBE_INTERVAL_NANOS;
  }

  synchronized boolean isFailed() {
    return failed;
  }

  synchronized OptionalDouble expected() {
    return measured.isPresent() || ping.isPresent()
        ? OptionalDouble.of(average.nanos())
        : OptionalDouble.empty();
  }

  synchronized OptionalLong percentile(long now) {
    return recent.percentile(now);
  }

  /**
   * What one more read costs: the expected latency times the reads in flight and itself, as in
   * Finagle. Who waits for longer than expected is known to be slow before it has answered.
   */
  synchronized double cost(long now) {
    double expected = Math.max(average.nanos(), oldestWait(now));
    return (failed ? Math.max(expected, FAILURE_NANOS) : expected) * (inFlight + 1);
  }

  private long oldestWait(long now) {
    Attempt oldest = waiting.peekFirst();
    while (oldest != null && !oldest.isWaiting()) {
      waiting.pollFirst();
      oldest = waiting.peekFirst();
    }
    return oldest == null ? 0 : now - oldest.begin();
  }

  synchronized Standing standing(String node, long now) {
    return new Standing(
        node,
        average.nanos(),
        inFlight,
        cost(now),
        failed,
        reads,
        measured.isPresent()
            ? OptionalDouble.of(now - measured.getAsLong())
            : OptionalDouble.empty(),
        ping,
        recent.percentile(now).stream().asDoubleStream().findFirst());
  }
}
