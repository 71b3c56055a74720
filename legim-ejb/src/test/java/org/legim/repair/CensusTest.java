package org.legim.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.catalogue.Copies;
import org.legim.repair.Census.Condition;
import org.legim.tree.StayingNode;

/** The nodes s1 to s3 stay, w is awaited, l is leaving and online, x is given up. */
class CensusTest {

  private final Census census =
      Census.of(
          "gw",
          List.of(node("gw"), node("s1"), node("s2"), node("s3")),
          Set.of("gw", "s1", "s2", "s3", "l"),
          Set.of("w", "l"),
          7);

  private static StayingNode node(String id) {
    return new StayingNode(id, 1000, id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # holders     | damaged | replicas | missing | surplus | too few | out of reach
          s1 s2         | -       | 2        | 0       | 0       | false   | false
          s1            | -       | 2        | 1       | 0       | true    | false
          s1 x          | -       | 2        | 1       | 0       | true    | false
          s1 w          | -       | 2        | 0       | 0       | true    | false
          s1 l          | -       | 2        | 0       | 0       | false   | false
          x             | -       | 2        | 2       | 0       | true    | true
          w             | -       | 2        | 1       | 0       | true    | true
          -             | -       | 2        | 2       | 0       | true    | true
          gw            | -       | 2        | 0       | 0       | true    | false
          s1 s2 s3      | -       | 2        | 0       | 1       | false   | false
          gw s1 s2      | -       | 2        | 0       | 1       | false   | false
          s1 s2 s3 x    | -       | 2        | 0       | 1       | false   | false
          s1 s2 s3 w    | -       | 2        | 0       | 0       | false   | false
          s1 s2 s3 l    | -       | 2        | 0       | 0       | false   | false
          s1 s2         | s2      | 2        | 1       | 0       | true    | false
          s1 s2 s3      | s2      | 2        | 0       | 0       | false   | false
          s1 w          | w       | 2        | 1       | 0       | true    | false
          s1            | s1      | 1        | 1       | 0       | true    | true
          gw s1         | gw      | 2        | 1       | 0       | true    | false
          s1 s2 s3      | -       | 9        | 1       | 0       | true    | false
          """)
  void tellsHowABlobIsOff(
      String holders,
      String damaged,
      int replicas,
      int missing,
      int surplus,
      boolean tooFew,
      boolean outOfReach) {
    FakeLedger ledger = new FakeLedger();
    ledger.add(RepairWorld.blob(1), 10);
    ledger.holders(RepairWorld.blob(1)).addAll(split(holders));
    Copies copies = ledger.copiesOf(RepairWorld.blob(1)).orElseThrow();

    Condition condition = census.condition(copies, split(damaged), replicas);

    assertThat(condition.missing()).as("missing").isEqualTo(missing);
    assertThat(condition.surplus()).as("surplus").isEqualTo(surplus);
    assertThat(condition.tooFew()).as("too few").isEqualTo(tooFew);
    assertThat(condition.outOfReach()).as("out of reach").isEqualTo(outOfReach);
    assertThat(condition.senders()).doesNotContain("gw", "w", "x");
  }

  private static Set<String> split(String nodes) {
    return nodes == null ? Set.of() : new HashSet<>(Arrays.asList(nodes.split(" ")));
  }
}
