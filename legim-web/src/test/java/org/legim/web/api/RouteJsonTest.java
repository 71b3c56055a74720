package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.legim.latency.Choice;
import org.legim.latency.Choice.Reason;
import org.legim.latency.Standing;
import org.legim.route.Explanation;

class RouteJsonTest {

  private static final List<Standing> BOTH = List.of(standing("1", 4), standing("2", 3.6));

  @Test
  void saysThatTheBytesAreHere() {
    RouteJson route = route(true, List.of(), Reason.ONLY_ONE, List.of());

    assertThat(route.from()).isEqualTo("hanoi");
    assertThat(route.why()).isEqualTo("hanoi has the bytes on its own disk.");
  }

  @Test
  void saysThatNobodyCanBeReached() {
    RouteJson route = route(false, List.of(), Reason.ONLY_ONE, BOTH);

    assertThat(route.from()).isNull();
    assertThat(route.why()).isEqualTo("No node that has the bytes can be reached.");
    assertThat(route.holders()).hasSize(2);
  }

  @Test
  void saysWhoCostsLeast() {
    RouteJson route = route(false, List.of("2", "1"), Reason.LOWEST_COST, BOTH);

    assertThat(route.from()).isEqualTo("node-2");
    assertThat(route.why()).isEqualTo("node-2 costs 3.6 ms, the next, node-1, 4.0 ms.");
  }

  @Test
  void saysWhoIsKept() {
    assertThat(route(false, List.of("1", "2"), Reason.KEPT, BOTH).why())
        .isEqualTo(
            "node-1, which was asked last, costs 4.0 ms; node-2 costs 3.6 ms, which is not better"
                + " by a fifth.");
  }

  @Test
  void saysThatSomeWereCompared() {
    assertThat(route(false, List.of("1", "2"), Reason.LOWEST_OF_SOME, BOTH).why())
        .isEqualTo(
            "node-1 costs 4.0 ms, the least of those compared: two at random of 2, and the one"
                + " asked last.");
  }

  private static RouteJson route(
      boolean here, List<String> order, Reason reason, List<Standing> standings) {
    Stream<RouteHolderJson> holders =
        standings.stream().map(each -> RouteHolderJson.of("node-" + each.node(), "online", each));
    Explanation explanation = new Explanation(here, new Choice(order, reason), standings);
    return RouteJson.of("a", "hanoi", explanation, holders.toList());
  }

  private static Standing standing(String node, double millis) {
    return new Standing(
        node,
        millis * 1e6,
        0,
        millis * 1e6,
        false,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
