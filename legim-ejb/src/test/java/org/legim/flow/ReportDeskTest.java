package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.catalogue.Ledger;
import org.legim.catalogue.Reconciliation;
import org.legim.flow.TestTree.Leaf;
import org.legim.link.BlobEntry;
import org.legim.link.LinkException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;

@Timeout(60)
class ReportDeskTest {

  private static final ReportAnswer ANSWER =
      new ReportAnswer(
          TestTree.TREE, 0, "s", List.of(), ReportAnswer.Want.NOTHING, List.of(), false, false);

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
  void believesNoReportThatTheFenceRefuses() throws Exception {
    Leaf leaf = tree.join("leaf", 1 << 20);
    Sha256 hash = tree.upload("a", 1, 100);
    leaf.run = "run-2";
    BlobEntry blob = new BlobEntry(hash.hex(), 100);
    tree.gateway.catalogue.ledger().strikeOut("leaf");

    assertThatExceptionOfType(LinkException.class)
        .isThrownBy(() -> tree.desk.receive(report("leaf", "run-1", 99, List.of(blob))))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.REFUSED));

    assertThat(tree.holders(hash)).doesNotContain("leaf");
  }

  @Test
  void takesTheReportsOfANodeOneAfterTheOther() throws Exception {
    CountDownLatch firstIsReceived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Ledger ledger =
        (Ledger)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, called, arguments) -> {
                  Report report = (Report) arguments[0];
                  if (report.number() == 1) {
                    firstIsReceived.countDown();
                    assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                  }
                  order.add("received " + report.number());
                  return new Reconciliation(ANSWER, Set.of(), Set.of(), Set.of());
                });
    ReportDesk desk =
        new ReportDesk(
            report -> {
              order.add("passed " + report.number());
              return report.node();
            },
            ledger,
            () -> false,
            hash -> {},
            hashes -> {},
            hash -> {},
            (node, run) -> {});
    Thread first = new Thread(() -> receive(desk, report("leaf", "run-1", 1, List.of())));
    Thread second = new Thread(() -> receive(desk, report("leaf", "run-1", 2, List.of())));
    first.start();
    assertThat(firstIsReceived.await(30, TimeUnit.SECONDS)).isTrue();
    second.start();
    TestNode.await("the second to wait", () -> second.getState() == Thread.State.BLOCKED);
    goOn.countDown();
    first.join();
    second.join();

    assertThat(order).containsExactly("passed 1", "received 1", "passed 2", "received 2");
  }

  private static void receive(ReportDesk desk, Report report) {
    try {
      desk.receive(report);
    } catch (LinkException e) {
      throw new AssertionError(e);
    }
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

  private static Report report(String node, String run, long number, List<BlobEntry> blobs) {
    return new Report(
        node,
        run,
        number,
        TestTree.TREE,
        "log-of-" + node,
        0,
        0,
        blobs,
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
