package org.legim.latency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How soon each node answers, by what this one has measured. Thread-safe. */
public final class Latencies {

  /** More than a tree has nodes; those that nobody asked for the longest time are forgotten. */
  private static final int MOST_NODES = 10_000;

  private final LongSupplier nanos;
  private final Cache<String, NodeLatency> nodes =
      Caffeine.newBuilder().maximumSize(MOST_NODES).executor(Runnable::run).build();

  /**
   * @param nanos a monotonic clock
   */
  public Latencies(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A read is sent to a node now. */
  public Attempt read(String node) {
    return Attempt.read(of(node), nanos);
  }

  /**
   * A probe is sent to a node now, if one is due: nothing has been measured there for a second, and
   * no other probe is under way. So a node that others were preferred to is not judged for ever by
   * what it once was.
   */
  public Optional<Attempt> probe(String node) {
    NodeLatency latency = of(node);
    return latency.claimProbe(nanos.getAsLong())
        ? Optional.of(Attempt.probe(latency, nanos))
        : Optional.empty();
  }

  /**
   * A node has answered a ping, which is what to expect of its reads before any was measured.
   *
   * @param took in nanoseconds
   */
  public void pinged(String node, long took) {
    of(node).pinged(took);
  }

  /** What one more read costs at a node: nanoseconds, times what is in flight. */
  double cost(String node) {
    return of(node).cost(nanos.getAsLong());
  }

  /** Whether a node has not answered since it last failed. */
  boolean isFailed(String node) {
    return of(node).isFailed();
  }

  /** Within how many nanoseconds 95 % of a node's recent reads had their first byte. */
  OptionalLong percentile(String node) {
    return of(node).percentile(nanos.getAsLong());
  }

  /**
   * How long a node's first byte is expected to take, in nanoseconds; empty if it has neither been
   * read from nor answered a ping.
   */
  public OptionalDouble expected(String node) {
    return of(node).expected();
  }

  /** What is known of a node. */
  public Standing standing(String node) {
    return of(node).standing(node, nanos.getAsLong());
  }

  private NodeLatency of(String node) {
    return nodes.get(node, id -> new NodeLatency(nanos.getAsLong()));
  }
}
