package org.legim.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.legim.latency.Choice.Reason;

class LowestCostTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final List<String> TWO = List.of("usa", "hanoi");
  private static final List<String> THREE = List.of("usa", "hanoi", "florida");

  private final Latencies latencies = new Latencies(() -> this.now);
  private final LowestCost choice = new LowestCost(latencies, new Random(1));
  private long now;

  @Test
  void hasNoChoiceAmongNoneOrOne() {
    assertThat(choice.choose(List.of()).order()).isEmpty();
    assertThat(choice.choose(List.of("usa")))
        .isEqualTo(new Choice(List.of("usa"), Reason.ONLY_ONE));
  }

  @Test
  void ordersAFewByTheirCosts() {
    read("usa", 30);
    read("hanoi", 10);
    read("florida", 20);

    assertThat(choice.choose(THREE))
        .isEqualTo(new Choice(List.of("hanoi", "florida", "usa"), Reason.LOWEST_COST));
  }

  @Test
  void takesTheFirstOfEquals() {
    assertThat(choice.choose(THREE).order()).isEqualTo(THREE);
  }

  @Test
  void goesElsewhereWhileReadsAreInFlight() {
    read("usa", 10);
    read("hanoi", 15);
    Attempt inFlight = latencies.read("usa");

    assertThat(choice.choose(TWO).order()).containsExactly("hanoi", "usa");

    inFlight.close();
    assertThat(choice.choose(TWO).order()).containsExactly("usa", "hanoi");
  }

  @Test
  void keepsToItsChoiceUntilAnotherIsMuchBetter() {
    read("usa", 100);
    read("hanoi", 101);
    assertThat(choice.choose(TWO).order()).containsExactly("usa", "hanoi");

    read("usa", 120);
    assertThat(choice.choose(TWO)).isEqualTo(new Choice(List.of("usa", "hanoi"), Reason.KEPT));

    read("usa", 122);
    assertThat(choice.choose(TWO))
        .isEqualTo(new Choice(List.of("hanoi", "usa"), Reason.LOWEST_COST));
  }

  @Test
  void keepsToAChoiceForEachSetOfHolders() {
    read("florida", 1);
    assertThat(choice.choose(THREE).order()).startsWith("florida");
    assertThat(choice.choose(TWO).order()).startsWith("usa");
    read("usa", 35);
    read("hanoi", 34);

    assertThat(choice.choose(TWO).reason()).isEqualTo(Reason.KEPT);
  }

  @Test
  void changesNothingByLooking() {
    read("usa", 100);
    read("hanoi", 101);
    assertThat(choice.peek(TWO).order()).startsWith("usa");
    read("usa", 120);

    assertThat(choice.choose(TWO).order()).startsWith("hanoi");
  }

  @Test
  void leavesANodeThatFailed() {
    read("usa", 10);
    read("hanoi", 200);
    choice.choose(TWO);
    try (Attempt failing = latencies.read("usa")) {
      failing.failed();
    }
    assertThat(choice.choose(TWO).order()).containsExactly("hanoi", "usa");
  }

  @Test
  void spreadsReadsOverManyAndAvoidsTheSlowOne() {
    List<String> many = IntStream.range(0, 11).mapToObj(each -> "node-" + each).toList();
    many.forEach(node -> read(node, 10));
    read("node-3", 500);
    Map<String, Integer> chosen = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      List<String> order = choice.choose(many).order();
      assertThat(order).containsExactlyInAnyOrderElementsOf(many);
      latencies.read(order.get(0));
      chosen.merge(order.get(0), 1, Integer::sum);
    }
    assertThat(chosen.getOrDefault("node-3", 0)).isLessThan(10);
    many.stream()
        .filter(node -> !node.equals("node-3"))
        .forEach(node -> assertThat(chosen.get(node)).as(node).isBetween(70, 130));
  }

  private void read(String node, long millis) {
    Attempt read = latencies.read(node);
    now += millis * MILLI;
    read.answered();
    read.close();
  }
}
