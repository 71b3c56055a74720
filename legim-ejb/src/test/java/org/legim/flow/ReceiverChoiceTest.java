package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.config.GeoPoint;
import org.legim.tree.StayingNode;

class ReceiverChoiceTest {

  private static final int ROUNDS = 10_000;

  private static final GeoPoint SEATTLE = new GeoPoint(47.6, -122.3);
  private static final GeoPoint BEIJING = new GeoPoint(39.9, 116.4);

  private final List<StayingNode> nodes = new ArrayList<>();

  @Test
  void takesABranchWithoutACopyWhateverRoomThereIs() {
    add("gateway", 10_000, "gateway");
    add("west", 10_000, "west");
    add("west-1", 10_000, "west");
    add("east-1", 100, "east");

    assertThat(chosen(100, Set.of("west-1"))).containsOnlyKeys("east-1");
  }

  @Test
  void takesABranchThatHasACopyWhereTheOthersAreFull() {
    add("gateway", 10_000, "gateway");
    add("west-1", 10_000, "west");
    add("west-2", 100, "west");
    add("east-1", 99, "east");

    assertThat(chosen(100, Set.of("west-1"))).containsOnlyKeys("west-2");
  }

  @Test
  void takesTheGatewayOnlyWhereNobodyElseCanTakeIt() {
    add("gateway", 10_000, "gateway");
    add("a", 100, "a");

    assertThat(chosen(100, Set.of())).containsOnlyKeys("a");
    assertThat(chosen(101, Set.of())).containsOnlyKeys("gateway");
    assertThat(chosen(100, Set.of("a"))).containsOnlyKeys("gateway");
  }

  @Test
  void findsNobodyWhereAllHoldItOrAreFull() {
    add("gateway", 99, "gateway");
    add("a", 100, "a");
    add("b", 0, "b");

    assertThat(choice(1).choose(100, Set.of("a"))).isEmpty();
    assertThat(choice(1).choose(100, Set.of("a", "nobody-knows-it"))).isEmpty();
    assertThat(
            new ReceiverChoice("gateway", List.of(), new SplittableRandom(1)).choose(1, Set.of()))
        .isEmpty();
  }

  @Test
  void drawsByFreeRoom() {
    add("a", 600, "a");
    add("b", 300, "b");
    add("c", 100, "c");

    Map<String, Integer> chosen = chosen(1, Set.of());

    assertThat(chosen.get("a")).isBetween(5_700, 6_300);
    assertThat(chosen.get("b")).isBetween(2_700, 3_300);
    assertThat(chosen.get("c")).isBetween(800, 1_200);
  }

  @Test
  void drawsByFreeRoomAlsoWhereThoseThatMayTakeItAreRare() {
    add("west", 1_000_000_000, "west");
    add("east", 1_000_000_000, "west");
    add("a", 600, "east");
    add("b", 400, "east");

    Map<String, Integer> chosen = chosen(1, Set.of("west"));

    assertThat(chosen).containsOnlyKeys("a", "b");
    assertThat(chosen.get("a")).isBetween(5_700, 6_300);
  }

  @Test
  void asksForTheRoomOfNow() {
    add("a", 1_000_000, "a");
    add("b", 1, "b");
    Set<String> full = new HashSet<>(Set.of("a"));
    ReceiverChoice choice = choice(1);

    assertThat(choice.choose(100, Set.of(), (node, bytes) -> !full.contains(node.id())))
        .contains(new StayingNode("b", 1, "b"));
    full.add("b");
    assertThat(choice.choose(100, Set.of(), (node, bytes) -> !full.contains(node.id()))).isEmpty();
  }

  @Test
  void takesNodesThatSayThatTheirRoomIsWithoutEnd() {
    add("a", Long.MAX_VALUE, "a");
    add("b", Long.MAX_VALUE, "b");

    assertThat(chosen(1, Set.of())).containsOnlyKeys("a", "b");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void choosesTheSameByTheSameNumbers(long seed) {
    for (int i = 0; i < 50; i++) {
      add("node-" + i, 1000 + i, "branch-" + i % 7);
    }

    assertThat(some(choice(seed))).isEqualTo(some(choice(seed)));
    assertThat(some(choice(seed))).isNotEqualTo(some(choice(seed + 1)));
  }

  @Test
  void takesTheNearestToAPlaceAndThoseHardlyFarther() {
    add("gateway", 10_000, "gateway", SEATTLE);
    add("seattle", 100, "a", SEATTLE);
    add("tacoma", 100, "b", new GeoPoint(47.25, -122.44));
    add("beijing", 1_000_000, "c", BEIJING);
    add("somewhere", 1_000_000, "d");

    assertThat(near(SEATTLE, 100, Set.of())).containsOnlyKeys("seattle", "tacoma");
    assertThat(near(BEIJING, 100, Set.of())).containsOnlyKeys("beijing");
  }

  @Test
  void goesFartherWhereTheNearestAreFullOrTheirBranchHasACopy() {
    add("seattle", 99, "a", SEATTLE);
    add("san-jose", 100, "b", new GeoPoint(37.3, -121.9));
    add("beijing", 100, "c", BEIJING);

    assertThat(near(SEATTLE, 100, Set.of())).containsOnlyKeys("san-jose");
    assertThat(near(SEATTLE, 10, Set.of("seattle"))).containsOnlyKeys("san-jose");
  }

  @Test
  void choosesAsAlwaysWhereNobodySaysWhereHeIs() {
    add("gateway", 10_000, "gateway", SEATTLE);
    add("a", 100, "a");
    add("b", 100, "b");

    assertThat(near(SEATTLE, 100, Set.of())).containsOnlyKeys("a", "b");
    assertThat(near(SEATTLE, 101, Set.of())).containsOnlyKeys("gateway");
  }

  private static List<Optional<StayingNode>> some(ReceiverChoice choice) {
    List<Optional<StayingNode>> chosen = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      chosen.add(choice.choose(1000 + i, Set.of("node-" + i)));
    }
    return chosen;
  }

  private Map<String, Integer> chosen(long bytes, Set<String> holders) {
    ReceiverChoice choice = choice(17);
    Map<String, Integer> chosen = new TreeMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      chosen.merge(choice.choose(bytes, holders).orElseThrow().id(), 1, Integer::sum);
    }
    return chosen;
  }

  private Map<String, Integer> near(GeoPoint place, long bytes, Set<String> holders) {
    ReceiverChoice choice = choice(17);
    Map<String, Integer> chosen = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      chosen.merge(choice.chooseNear(place, bytes, holders).orElseThrow().id(), 1, Integer::sum);
    }
    return chosen;
  }

  private ReceiverChoice choice(long seed) {
    return new ReceiverChoice("gateway", nodes, new SplittableRandom(seed));
  }

  private void add(String id, long free, String branch) {
    nodes.add(new StayingNode(id, free, branch));
  }

  private void add(String id, long free, String branch, GeoPoint location) {
    nodes.add(new StayingNode(id, free, branch, Optional.of(location)));
  }
}
