package org.legim.node;

import java.util.Optional;
import java.util.Random;
import org.legim.latency.HedgePolicy;
import org.legim.latency.Latencies;
import org.legim.latency.LowestCost;
import org.legim.link.LinkException;
import org.legim.route.Branches;
import org.legim.route.Hedging;
import org.legim.route.Probes;
import org.legim.route.Routing;
import org.legim.tree.ChildPing;
import org.legim.tree.DirectChild;

/** How soon the nodes below answer, and what reads make of it. */
final class ReadRouting {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;

  private final Latencies latencies = new Latencies(System::nanoTime);

  /** A ping that is measured. */
  ChildPing measured(ChildPing ping) {
    return child -> ping(ping, child);
  }

  private void ping(ChildPing ping, DirectChild child) throws LinkException {
    long begin = System.nanoTime();
    ping.ping(child);
    latencies.pinged(child.id(), System.nanoTime() - begin);
  }

  /** How many milliseconds a node's first byte is expected to take; 0 if that is not known. */
  double millis(String node) {
    return Math.round(latencies.expected(node).orElse(0) / NANOS_PER_MICRO) / MICROS_PER_MILLI;
  }

  /** Reads the blobs of other nodes, with the node's threads. */
  Routing over(Branches branches, Workers workers) {
    return new Routing(
        branches,
        latencies,
        new LowestCost(latencies, new Random()),
        Optional.of(new Probes(latencies, workers.timer(), workers.measurements())),
        Optional.of(new Hedging(new HedgePolicy(latencies), workers.timer(), workers.hedges())));
  }
}
