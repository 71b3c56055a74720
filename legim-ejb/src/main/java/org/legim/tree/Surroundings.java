package org.legim.tree;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.legim.catalogue.Ledger;
import org.legim.catalogue.Rosters;
import org.legim.config.ParentAddress;
import org.legim.link.ParentLink;

/**
 * What a tree is given from outside, so that a simulation can give it all.
 *
 * @param parent where the parent is; empty for a gateway
 * @param links makes the link to a parent by its base URL, once for each; not used by a gateway
 * @param uplinkCalls runs the calls to the parent, one at a time; must not wait for probes
 * @param probes runs pings of children
 * @param ping pings a child
 * @param latency how many milliseconds this node waits for a node below; 0 if it has not measured
 * @param rosters keeps the roster
 * @param ledger the gateway's books
 * @param nanos a monotonic clock
 * @param random spreads attempts over time
 */
public record Surroundings(
    Optional<ParentAddress> parent,
    Function<String, ParentLink> links,
    Executor uplinkCalls,
    Executor probes,
    ChildPing ping,
    ToDoubleFunction<String> latency,
    Rosters rosters,
    Ledger ledger,
    LongSupplier nanos,
    RandomGenerator random) {}
