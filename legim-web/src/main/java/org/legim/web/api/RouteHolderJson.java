package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.legim.latency.Standing;

/**
 * What a read from one holder is expected to cost. All times are in milliseconds, to the
 * microsecond.
 *
 * @param node its name
 * @param id its id
 * @param state how it is, as the tree shows it
 * @param expectedMs how long its first byte should take, by what was measured
 * @param inFlight how many reads are under way to it
 * @param costMs what one more read costs there: the node with the lowest is asked
 * @param failed whether it has not answered since it last failed, which makes it dear
 * @param reads how many it has answered, without probes
 * @param measuredMsAgo when it was last measured; null if it never was
 * @param pingMs how long it took to answer a ping; null if it was not pinged
 * @param p95Ms within what 95 % of its recent reads had their first byte; null if there were few
 */
@JsonbPropertyOrder({
  "node",
  "id",
  "state",
  "expectedMs",
  "inFlight",
  "costMs",
  "failed",
  "reads",
  "measuredMsAgo",
  "pingMs",
  "p95Ms"
})
public record RouteHolderJson(
    String node,
    String id,
    String state,
    double expectedMs,
    int inFlight,
    double costMs,
    boolean failed,
    long reads,
    Double measuredMsAgo,
    Double pingMs,
    Double p95Ms) {

  static RouteHolderJson of(String name, String state, Standing standing) {
    return new RouteHolderJson(
        name,
        standing.node(),
        state,
        millis(standing.expected()),
        standing.inFlight(),
        millis(standing.cost()),
        standing.failed(),
        standing.reads(),
        millis(standing.age()),
        millis(standing.ping()),
        millis(standing.percentile()));
  }

  private static Double millis(OptionalDouble nanos) {
    return nanos.isPresent() ? millis(nanos.getAsDouble()) : null;
  }

  private static double millis(double nanos) {
    double perMicro = TimeUnit.MICROSECONDS.toNanos(1);
    double perMilli = TimeUnit.MILLISECONDS.toMicros(1);
    return Math.round(nanos / perMicro) / perMilli;
  }
}
