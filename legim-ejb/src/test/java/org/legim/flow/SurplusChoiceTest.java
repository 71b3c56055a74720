package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.legim.tree.StayingNode;

class SurplusChoiceTest {

  private final SurplusChoice choice = new SurplusChoice("gateway");

  @Test
  void letsGoOfTheGatewaysOwnFirst() {
    assertThat(
            choice.choose(
                List.of(
                    new StayingNode("a", 1, "west"),
                    new StayingNode("gateway", 1000, "gateway"),
                    new StayingNode("b", 2, "west"))))
        .contains(new StayingNode("gateway", 1000, "gateway"));
  }

  @Test
  void thenOfOneOnABranchThatHasAnother() {
    assertThat(
            choice.choose(
                List.of(
                    new StayingNode("full", 1, "west"),
                    new StayingNode("a", 300, "east"),
                    new StayingNode("b", 200, "east"))))
        .contains(new StayingNode("b", 200, "east"));
  }

  @Test
  void thenOfTheFullestNodes() {
    assertThat(
            choice.choose(
                List.of(
                    new StayingNode("a", 300, "west"),
                    new StayingNode("b", 200, "east"),
                    new StayingNode("c", 400, "south"))))
        .contains(new StayingNode("b", 200, "east"));
  }

  @Test
  void goesByIdsAmongEquals() {
    assertThat(
            choice.choose(
                List.of(new StayingNode("b", 200, "west"), new StayingNode("a", 200, "east"))))
        .contains(new StayingNode("a", 200, "east"));
  }

  @Test
  void findsNothingAmongNone() {
    assertThat(choice.choose(List.of())).isEmpty();
  }
}
