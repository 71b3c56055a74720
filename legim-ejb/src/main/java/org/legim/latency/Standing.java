package org.legim.latency;

import java.util.OptionalDouble;

/**
 * What is known of one node at one moment; all times are in nanoseconds.
 *
 * @param node its id
 * @param expected how long its first byte is expected to take, by what was measured
 * @param inFlight how many reads are under way to it
 * @param cost what one more read costs there; the node with the lowest is asked
 * @param failed whether it has not answered since it last failed
 * @param reads how many it has answered, without probes
 * @param age how long ago it was last measured; empty if it never was
 * @param ping how long it took to answer a ping; empty if it was not pinged
 * @param percentile within what 95 % of its recent reads had their first byte; empty if there were
 *     few
 */
public record Standing(
    String node,
    double expected,
    int inFlight,
    double cost,
    boolean failed,
    long reads,
    OptionalDouble age,
    OptionalDouble ping,
    OptionalDouble percentile) {}
