package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.flow.TestTree.Leaf;
import org.legim.link.LinkException;
import org.legim.link.Report;

@Timeout(60)
class ReportDeskTest {

  @TempDir private Path folder;
  private TestTree tree;

  @BeforeEach
  void open() throws IOException {
    tree = new TestTree(folder);
  }

  @AfterEach
  void close() {
    tree.close();
  }

  @Test
  void tellsWhichProcessOfANodeIsComplete() throws Exception {
    tree.join("leaf", 1 << 20);

    assertThat(tree.complete).isNotEmpty().containsOnly("leaf run-1");
  }

  @Test
  void refusesANodeThatIsNoMember() {
    assertRefused(report("stranger", "run-1", 1), "node stranger does not belong to this tree");
  }

  @Test
  void refusesAnOlderProcess() throws Exception {
    Leaf leaf = tree.join("leaf", 1 << 20);
    leaf.run = "run-2";

    assertRefused(report("leaf", "run-1", 99), "a newer process of node name-of-leaf");
  }

  @Test
  void refusesAReportThatWasOvertaken() throws Exception {
    tree.join("leaf", 1 << 20);
    tree.desk.receive(report("leaf", "run-1", 70));

    assertRefused(report("leaf", "run-1", 70), "number 70 of node name-of-leaf after 70");
    assertRefused(report("leaf", "run-1", 69), "number 69 of node name-of-leaf after 70");
    assertThat(tree.desk.receive(report("leaf", "run-1", 71))).isNotNull();
  }

  @Test
  void beginsToCountAnewWithANewProcess() throws Exception {
    Leaf leaf = tree.join("leaf", 1 << 20);
    tree.desk.receive(report("leaf", "run-1", 70));
    leaf.run = "run-2";

    assertThat(tree.desk.receive(report("leaf", "run-2", 1))).isNotNull();
  }

  @Test
  void forgetsWhoIsNoMemberAnyMore() throws Exception {
    tree.join("leaf", 1 << 20);
    tree.desk.receive(report("leaf", "run-1", 70));

    tree.desk.retain(Set.of("leaf"));
    assertRefused(report("leaf", "run-1", 1), "number 1");
    tree.desk.retain(Set.of());
    assertThat(tree.desk.receive(report("leaf", "run-1", 1))).isNotNull();
  }

  @Test
  void handsOnWhatTheNodeHasGainedAndWhatNobodyNeeds() throws Exception {
    Leaf leaf = tree.join("leaf", 1 << 20);
    Sha256 hash = tree.gateway.intake.put("a", TestNode.upload(gif(1, 100)), NONE).image().sha256();
    tree.placement.tick();

    // The report of what was placed led to the release of the gateway's own copy.
    assertThat(leaf.received).containsExactly(hash);
    tree.placement.tick();
    assertThat(tree.holders(hash)).containsExactly("leaf");
    tree.gateway.awaitBlobs(0);
  }

  private void assertRefused(Report report, String why) {
    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> tree.desk.receive(report))
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.REFUSED));
  }

  private static Report report(String node, String run, long number) {
    return new Report(
        node,
        run,
        number,
        TestTree.TREE,
        "log-of-" + node,
        -1,
        0,
        List.of(),
        List.of(),
        List.of(),
        true,
        null,
        0,
        0,
        null,
        List.of());
  }
}
