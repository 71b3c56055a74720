package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.catalogue.NewImage;
import org.legim.catalogue.Tally;
import org.legim.flow.TestTree.Leaf;
import org.legim.link.HeldListing;
import org.legim.link.LinkException;
import org.legim.link.Report;
import org.legim.link.ReportAnswer;
import org.legim.link.ReportAnswer.Want;

/** The whole conversation of a node with its gateway, over a line that loses what it is told to. */
@Timeout(120)
class ReporterTest {

  private static final long ROOM = 1L << 30;
  private static final int IMAGES = 1500;

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
  void tellsOfNothingInTwoOrThreeReportsAndThenRests() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    int reports = leaf.reports.size();

    assertThat(reports).isLessThanOrEqualTo(3);
    assertThat(leaf.reports.get(0).after()).isEqualTo(-1);
    assertThat(leaf.node.catalogue.holdings().state().tree()).contains(TestTree.TREE);
    tree.pass(29);
    assertThat(leaf.reports).hasSize(reports);
    tree.pass(1);
    assertThat(leaf.reports).hasSize(reports + 1);
  }

  @Test
  void numbersItsReportsUpwards() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    tree.pass(100);

    assertThat(leaf.reports).extracting(Report::number).isSorted().doesNotHaveDuplicates();
    assertThat(leaf.reports).extracting(Report::run).containsOnly("run-1");
  }

  @Test
  void saysNothingBeforeItHasJoined() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    Reporter silent =
        reporter(
            leaf,
            report -> {
              throw new AssertionError(report);
            });
    silent.wake();
    silent.tick();
  }

  @Test
  void tellsOfWhatItReceivedAndOfNothingElse() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    tree.upload("a", 1, 100);
    leaf.reports.clear();

    Sha256 hash = tree.upload("b", 2, 100);

    assertThat(leaf.reports.get(0).blobs()).hasSize(1);
    assertThat(leaf.reports.get(0).blobs().get(0).sha256()).isEqualTo(hash.hex());
    assertThat(leaf.reports.get(0).images()).hasSize(1);
  }

  @Test
  void bringsTheImagesOfANodeThatWasAlone() throws Exception {
    Leaf leaf = tree.prepare("leaf", ROOM);
    hold(leaf, IMAGES);

    leaf.reporter.joined();
    tree.pass(5);

    assertThat(tree.gateway.catalogue.ledger().heldBy("leaf", "", 2 * IMAGES)).hasSize(IMAGES);
    assertThat(tree.gateway.catalogue.find("image-7")).isPresent();
    assertThat(tree.complete).isNotEmpty();
    assertThat(leaf.node.catalogue.holdings().state().tree()).contains(TestTree.TREE);
  }

  @Test
  void listsWhatTheGatewayAsksForInSeveralReports() throws Exception {
    Leaf leaf = tree.prepare("leaf", ROOM);
    hold(leaf, IMAGES);
    List<Report> reports = new ArrayList<>();
    long newest = leaf.node.catalogue.holdings().state().newest();
    Reporter reporter =
        reporter(
            leaf,
            report -> {
              reports.add(report);
              Want want =
                  switch (reports.size()) {
                    case 1 -> Want.DIGESTS;
                    case 2 -> Want.LISTINGS;
                    default -> Want.NOTHING;
                  };
              List<String> prefixes = want == Want.LISTINGS ? prefixes() : List.of();
              return new ReportAnswer(
                  TestTree.TREE, newest, "s", List.of(), want, prefixes, false, false);
            });

    reporter.joined();

    assertThat(Base64.getDecoder().decode(reports.get(1).digests())).hasSize(4096 * 8);
    List<Report> listing = reports.subList(2, reports.size());
    assertThat(listing).hasSizeGreaterThan(4);
    assertThat(listing.stream().flatMap(report -> report.listings().stream()))
        .extracting(HeldListing::prefix)
        .containsExactlyElementsOf(prefixes());
    assertThat(listing.stream().mapToLong(ReporterTest::listed).sum()).isEqualTo(IMAGES);
    assertThat(listing).allSatisfy(report -> assertThat(listed(report)).isLessThan(1000));
    assertThat(listing.subList(0, listing.size() - 1)).noneMatch(Report::whole);
    assertThat(listing.get(listing.size() - 1).whole()).isTrue();
  }

  @Test
  void repeatsAListingWhoseAnswerWasLost() throws Exception {
    Leaf leaf = tree.prepare("leaf", ROOM);
    hold(leaf, 10);
    List<Report> reports = new ArrayList<>();
    AtomicLong now = new AtomicLong();
    Reporter reporter =
        new Reporter(
            "leaf",
            "run-1",
            leaf.node.catalogue.holdings(),
            report -> {
              reports.add(report);
              if (reports.size() == 2) {
                throw new LinkException(LinkException.Kind.UNREACHABLE, "lost");
              }
              Want want = reports.size() == 1 ? Want.LISTINGS : Want.NOTHING;
              List<String> prefixes = want == Want.LISTINGS ? List.of("abc", "def") : List.of();
              return new ReportAnswer(
                  TestTree.TREE, report.upTo(), "s", List.of(), want, prefixes, false, false);
            },
            hash -> {},
            Runnable::run,
            now::get);
    reporter.joined();
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    reporter.tick();

    assertThat(reports).hasSize(3);
    assertThat(reports.get(2).listings()).isEqualTo(reports.get(1).listings()).hasSize(2);
    assertThat(reports.get(2).number()).isGreaterThan(reports.get(1).number());
  }

  @Test
  void losesNothingWhereAnyAnswerOrReportIsLost() throws Exception {
    for (int lost = 1; lost <= 4; lost++) {
      try (TestTree other = new TestTree(folder.resolve("lost-" + lost))) {
        Leaf leaf = other.join("leaf", ROOM);
        for (int i = 0; i < 30; i++) {
          leaf.answersLost = i % lost == 0 ? 1 : 0;
          leaf.reportsLost = i % lost == 1 ? 2 : 0;
          other.upload("image-" + i, i, 100);
          if (i % 3 == 0) {
            other.gateway.catalogue.delete("image-" + i, NONE);
            leaf.reporter.wake();
          }
          other.pass(1);
        }
        other.pass(120);

        assertThat(other.gateway.catalogue.holdings().state().digest()).isZero();
        assertThat(leaf.node.catalogue.tally()).isEqualTo(new Tally(20, 20, 2000));
        assertThat(other.gateway.catalogue.ledger().heldBy("leaf", "", 100)).hasSize(20);
        assertThat(other.gateway.catalogue.ledger().awaited()).isEmpty();
        leaf.node.awaitBlobs(20);
      }
    }
  }

  @Test
  void carriesOutOrdersAndSaysSoAtOnce() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    tree.upload("a", 1, 100);
    tree.tick();
    tree.gateway.catalogue.delete("a", NONE);
    assertThat(tree.gateway.catalogue.ledger().awaited()).containsExactly("leaf");

    leaf.reporter.wake();

    assertThat(tree.gateway.catalogue.ledger().awaited()).isEmpty();
    leaf.node.awaitBlobs(0);
  }

  @Test
  void waitsLongerAndLongerWhileTheGatewayIsAway() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    leaf.reportsLost = 1000;
    leaf.reporter.wake();
    for (int i = 0; i < 100; i++) {
      tree.pass(1);
      leaf.reporter.wake();
    }

    assertThat(1000 - leaf.reportsLost).isBetween(10, 20);
  }

  @Test
  void reportsAtOnceWhenItHasJoinedAgain() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    leaf.reportsLost = 1;
    leaf.reporter.wake();
    leaf.reports.clear();

    leaf.reporter.joined();

    assertThat(leaf.reports.get(0).after()).isEqualTo(-1);
  }

  @Test
  void beginsAnewWithANewEpoch() throws Exception {
    Leaf leaf = tree.join("leaf", ROOM);
    Sha256 hash = tree.upload("a", 1, 100);
    tree.tick();
    leaf.reports.clear();
    tree.complete.clear();
    tree.gateway.catalogue.ledger().beginEpoch(2);

    leaf.reporter.wake();
    tree.pass(5);

    assertThat(leaf.reports).anyMatch(report -> report.after() == -1);
    assertThat(tree.complete).isNotEmpty();
    assertThat(tree.holders(hash)).containsExactly("leaf");
  }

  private static Reporter reporter(Leaf leaf, Reporter.Gateway gateway) {
    return new Reporter(
        leaf.id,
        leaf.run,
        leaf.node.catalogue.holdings(),
        gateway,
        hash -> {},
        Runnable::run,
        () -> 0);
  }

  private static long listed(Report report) {
    return report.listings().stream().mapToLong(listing -> listing.blobs().size()).sum();
  }

  private static List<String> prefixes() {
    return IntStream.range(0, Report.PREFIXES).mapToObj(i -> String.format("%03x", i)).toList();
  }

  /** Records without files: many commits at once take no longer than one. */
  private static void hold(Leaf leaf, int images) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(32);
    try {
      List<Callable<Object>> writes = new ArrayList<>();
      for (int i = 0; i < images; i++) {
        int number = i;
        writes.add(() -> leaf.node.catalogue.put("image-" + number, image(number), NONE));
      }
      for (Future<Object> written : writers.invokeAll(writes)) {
        written.get();
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private static NewImage image(int number) {
    MessageDigest digest = Sha256.newDigest();
    digest.update((byte) (number >> 8));
    digest.update((byte) number);
    return new NewImage("", "image/gif", 2, Optional.empty(), Sha256.of(digest));
  }
}
