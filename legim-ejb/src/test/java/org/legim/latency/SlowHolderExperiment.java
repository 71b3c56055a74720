package org.legim.latency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Linkerd's experiment of 2016 (<i>Beyond Round Robin: Load Balancing for Latency</i>) in virtual
 * time: eleven nodes answer in 167 ms, with a standard deviation of 5 ms; 1,000 requests come each
 * second, none waits for longer than a second; then one node takes two seconds for a while.
 */
public final class SlowHolderExperiment {

  private static final int NODES = 11;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MEDIAN_MILLIS = 167;
  private static final double DEVIATION_MILLIS = 5;
  private static final long SLOW = 2 * SECOND;
  private static final long TIMEOUT = SECOND;
  private static final long PROBE_TIMEOUT = SECOND;
  private static final String SLOW_NODE = "node-5";

  private final Router router;
  private final Timeline timeline;
  private final Random random = new Random(1);
  private final List<String> nodes =
      IntStream.range(0, NODES).mapToObj(each -> "node-" + each).toList();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final List<Long> took = new ArrayList<>();
  private final Latencies latencies = new Latencies(() -> this.now);
  private final LowestCost lowestCost = new LowestCost(latencies, random);
  private final HedgePolicy hedges = new HedgePolicy(latencies);
  private long now;
  private long numbers;
  private int next;
  private int sentWhileSlow;
  private int failedWhileSlow;
  private int sent;
  private int failed;
  private int hedged;
  private int probes;
  private long usedAgain = -1;

  private SlowHolderExperiment(Router router, Timeline timeline) {
    this.router = router;
    this.timeline = timeline;
  }

  /** Who decides which node is asked. */
  public enum Router {
    ROUND_ROBIN,
    LEAST_LOADED,
    LOWEST_COST,
    LOWEST_COST_WITH_HEDGES
  }

  /** How long all is well, one node is slow, and all is well again; and how much is asked. */
  public record Timeline(int secondsBefore, int secondsSlow, int secondsAfter, int perSecond) {

    private long slowFrom() {
      return secondsBefore * SECOND;
    }

    private long slowTo() {
      return slowFrom() + secondsSlow * SECOND;
    }

    private long end() {
      return slowTo() + secondsAfter * SECOND;
    }
  }

  /**
   * What came out.
   *
   * @param successWhileSlow the share of requests with an answer, of those sent while one was slow
   * @param success the same of all
   * @param extra how many hedges there were for each request
   * @param probes how many there were
   * @param p99Millis the 99th percentile of all answers; failures count as the timeout
   * @param p999Millis the 99.9th percentile
   * @param usedAgainSeconds how long the node was well again before it got a request; -1 for never
   */
  public record Result(
      double successWhileSlow,
      double success,
      double extra,
      int probes,
      long p99Millis,
      long p999Millis,
      double usedAgainSeconds) {}

  private record Event(long at, long number, Runnable what) {}

  /** Runs it. */
  public static Result run(Router router, Timeline timeline) {
    return new SlowHolderExperiment(router, timeline).run();
  }

  private Result run() {
    long interval = SECOND / timeline.perSecond();
    for (long at = 0; at < timeline.end(); at += interval) {
      at(at, () -> new Request().begin());
    }
    while (!events.isEmpty()) {
      Event event = events.poll();
      now = event.at();
      event.what().run();
    }
    took.sort(null);
    return new Result(
        1 - (double) failedWhileSlow / sentWhileSlow,
        1 - (double) failed / sent,
        (double) hedged / sent,
        probes,
        took.get((int) (took.size() * 0.99)) / MILLI,
        took.get((int) (took.size() * 0.999)) / MILLI,
        usedAgain < 0 ? -1 : (double) (usedAgain - timeline.slowTo()) / SECOND);
  }

  private void at(long at, Runnable what) {
    events.add(new Event(at, numbers++, what));
  }

  private boolean isSlow() {
    return now >= timeline.slowFrom() && now < timeline.slowTo();
  }

  private long serviceTime(String node) {
    return node.equals(SLOW_NODE) && isSlow()
        ? SLOW
        : (long) ((MEDIAN_MILLIS + DEVIATION_MILLIS * random.nextGaussian()) * MILLI);
  }

  private List<String> route() {
    return switch (router) {
      case ROUND_ROBIN -> List.of(nodes.get(next++ % NODES));
      case LEAST_LOADED -> List.of(leastLoaded());
      case LOWEST_COST, LOWEST_COST_WITH_HEDGES -> lowestCost();
    };
  }

  private String leastLoaded() {
    int least = nodes.stream().mapToInt(each -> inFlight.getOrDefault(each, 0)).min().orElseThrow();
    List<String> equals =
        nodes.stream().filter(each -> inFlight.getOrDefault(each, 0) == least).toList();
    return equals.get(random.nextInt(equals.size()));
  }

  private List<String> lowestCost() {
    List<String> order = lowestCost.choose(nodes).order();
    order.stream().skip(1).forEach(this::probe);
    return order;
  }

  private void probe(String node) {
    Optional<Attempt> due = latencies.probe(node);
    if (due.isEmpty()) {
      return;
    }
    probes++;
    long service = serviceTime(node);
    at(
        now + Math.min(service, PROBE_TIMEOUT),
        () -> {
          if (service < PROBE_TIMEOUT) {
            due.get().answered();
          } else {
            due.get().failed();
          }
          due.get().close();
        });
  }

  /** A user's request, which is over when a node has answered, or after the timeout. */
  private final class Request {

    private final long begin = now;
    private final boolean whileSlow = isSlow();
    private final List<Sent> underWay = new ArrayList<>();
    private boolean over;

    private record Sent(String node, Attempt attempt) {}

    void begin() {
      sent++;
      sentWhileSlow += whileSlow ? 1 : 0;
      List<String> order = route();
      String first = order.get(0);
      if (first.equals(SLOW_NODE) && usedAgain < 0 && now >= timeline.slowTo()) {
        usedAgain = now;
      }
      send(first);
      if (router == Router.LOWEST_COST_WITH_HEDGES) {
        long late = hedges.sent(first);
        at(now + late, () -> hedge(first, order.get(1), late, false));
      }
      at(begin + TIMEOUT, this::timeOut);
    }

    private void hedge(String first, String second, long after, boolean stuck) {
      if (over) {
        return;
      }
      if (stuck ? hedges.mayHedgeStuck(first, second) : hedges.mayHedge(second)) {
        hedged++;
        send(second);
      } else {
        long pause = HedgePolicy.pause(after);
        at(now + pause, () -> hedge(first, second, pause, true));
      }
    }

    private void send(String node) {
      Sent request = new Sent(node, latencies.read(node));
      inFlight.merge(node, 1, Integer::sum);
      underWay.add(request);
      at(now + serviceTime(node), () -> answered(request));
    }

    private void answered(Sent by) {
      if (over) {
        return;
      }
      by.attempt().answered();
      end(now - begin, Attempt::outrun);
    }

    private void timeOut() {
      if (over) {
        return;
      }
      failed++;
      failedWhileSlow += whileSlow ? 1 : 0;
      end(TIMEOUT, Attempt::failed);
    }

    private void end(long after, Consumer<Attempt> others) {
      over = true;
      took.add(after);
      for (Sent each : underWay) {
        others.accept(each.attempt());
        each.attempt().close();
        inFlight.merge(each.node(), -1, Integer::sum);
      }
    }
  }
}
