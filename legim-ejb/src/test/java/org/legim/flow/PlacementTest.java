package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.blob.Sha256;
import org.legim.flow.TestTree.Leaf;

@Timeout(60)
class PlacementTest {

  private static final long MEGABYTE = 1 << 20;
  private static final int LENGTH = 100_000;

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
  void movesAnUploadToANodeThatHasRoom() throws Exception {
    tree.join("full", LENGTH);
    Leaf roomy = tree.join("roomy", MEGABYTE);

    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.tick();

    assertThat(roomy.received).containsExactly(hash);
    assertThat(tree.holders(hash)).containsExactly("roomy");
    tree.gateway.awaitBlobs(0);
    assertThat(roomy.node.has(hash)).isTrue();
  }

  @Test
  void sendsMoreToThoseWhoHaveMoreRoom() throws Exception {
    Leaf small = tree.join("small", 100 * MEGABYTE);
    Leaf large = tree.join("large", 900 * MEGABYTE);

    for (int i = 0; i < 60; i++) {
      tree.upload("image-" + i, i, 100);
    }

    assertThat(small.received.size()).isBetween(1, 20);
    assertThat(large.received).hasSize(60 - small.received.size());
  }

  @Test
  void putsCopiesOnDifferentBranches() throws Exception {
    tree.replicas = 2;
    List<Leaf> west = List.of(tree.join("a", 1000 * MEGABYTE), tree.join("b", 1000 * MEGABYTE));
    west.forEach(leaf -> leaf.branch = "west");
    tree.join("c", MEGABYTE).branch = "east";

    for (int i = 0; i < 5; i++) {
      Sha256 hash = tree.upload("image-" + i, i, LENGTH);
      tree.tick();
      assertThat(tree.holders(hash)).hasSize(2).contains("c").doesNotContain("gateway");
    }
  }

  @Test
  void putsCopiesOnOneBranchWhereTheOthersAreFull() throws Exception {
    tree.replicas = 2;
    List<Leaf> west = List.of(tree.join("a", MEGABYTE), tree.join("b", MEGABYTE));
    west.forEach(leaf -> leaf.branch = "west");
    tree.join("c", LENGTH).branch = "east";

    Sha256 hash = tree.upload("image", 1, LENGTH);
    tree.tick();

    assertThat(tree.holders(hash)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void keepsEverythingWhereThereIsNobodyElse() throws Exception {
    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.pass(40);

    assertThat(tree.holders(hash)).containsExactly("gateway");
  }

  @Test
  void countsBytesThatNoHeartbeatHasToldOfYet() throws Exception {
    Leaf first = tree.join("first", 7 * LENGTH / 2 + 65_536);
    Leaf second = tree.join("second", 7 * LENGTH / 2 + 65_536);

    for (int i = 0; i < 8; i++) {
      tree.upload("a" + i, i, LENGTH);
    }

    assertThat(first.received).hasSize(3);
    assertThat(second.received).hasSize(3);
  }

  @Test
  void sendsNoMoreThanANodeHasRoomForUntilItsHeartbeatTells() throws Exception {
    Leaf only = tree.join("only", 5 * LENGTH / 2 + 65_536);

    for (int i = 0; i < 4; i++) {
      tree.upload("a" + i, i, LENGTH);
    }
    tree.pass(3);
    assertThat(only.received).hasSize(2);

    tree.pass(30); // its free space, as it says itself, is the same: others were deleted there
    assertThat(only.received).hasSize(4);
  }

  @Test
  void asksTheNextNodeWhereOneFails() throws Exception {
    Leaf failing = tree.join("failing", 1_000_000 * MEGABYTE);
    Leaf away = tree.join("away", 1_000_000 * MEGABYTE);
    Leaf good = tree.join("good", MEGABYTE);
    failing.fails = true;
    away.reachable = false;

    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.tick();

    assertThat(good.received).containsExactly(hash);
    assertThat(tree.holders(hash)).containsExactly("good");
  }

  @Test
  void triesAgainLaterAndLaterWhereAllFail() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    leaf.fails = true;
    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.pass(20);
    assertThat(tree.holders(hash)).containsExactly("gateway");

    leaf.fails = false;
    tree.pass(20);

    assertThat(tree.holders(hash)).containsExactly("leaf");
  }

  @Test
  void keepsItsOwnCopyUntilTheReceiverHasReported() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    leaf.reportsAtOnce = false;

    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.pass(5);
    assertThat(leaf.received).containsExactly(hash);
    assertThat(tree.holders(hash)).containsExactly("gateway");

    leaf.reporter.wake();
    tree.tick();
    assertThat(tree.holders(hash)).containsExactly("leaf");
    assertThat(leaf.received).hasSize(1);
  }

  @Test
  void sendsABlobElsewhereWhereTheReceiverIsGoneBeforeItReported() throws Exception {
    Leaf gone = tree.join("gone", MEGABYTE);
    gone.reportsAtOnce = false;
    gone.reportsLost = Integer.MAX_VALUE;
    Sha256 hash = tree.upload("a", 1, LENGTH);
    assertThat(gone.received).containsExactly(hash);
    Leaf next = tree.join("next", MEGABYTE);

    gone.staying = false;
    tree.tick();
    tree.tick();

    assertThat(tree.holders(hash)).containsExactly("next");
    assertThat(next.received).containsExactly(hash);
  }

  @Test
  void makesAsManyCopiesAsThereShouldBe() throws Exception {
    tree.replicas = 2;
    tree.join("a", MEGABYTE);
    tree.join("b", MEGABYTE);
    tree.join("c", MEGABYTE);

    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.tick();

    assertThat(tree.holders(hash)).hasSize(2).doesNotContain("gateway");
    tree.pass(40);
    assertThat(tree.holders(hash)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "9, 4"})
  void makesAsManyCopiesAsAnImageAsksFor(int asked, int made) throws Exception {
    tree.replicas = 2;
    tree.join("a", MEGABYTE);
    tree.join("b", MEGABYTE);
    tree.join("c", MEGABYTE);

    Sha256 hash = tree.upload("a", 1, LENGTH, asked);
    tree.pass(40);

    assertThat(tree.holders(hash)).hasSize(made);
    assertThat(tree.holders(hash).contains("gateway")).isEqualTo(made > 3);
  }

  @Test
  void makesMoreCopiesWhereTheSameBytesAskForMore() throws Exception {
    tree.join("a", MEGABYTE);
    tree.join("b", MEGABYTE);
    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.pass(2);
    assertThat(tree.holders(hash)).hasSize(1);

    tree.upload("b", 1, LENGTH, 2);
    tree.pass(2);

    assertThat(tree.holders(hash)).containsExactly("a", "b");
  }

  @Test
  void countsItsOwnCopyWhereThereAreFewerNodesThanCopies() throws Exception {
    tree.replicas = 2;
    tree.join("a", MEGABYTE);

    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.pass(5);
    assertThat(tree.holders(hash)).containsExactlyInAnyOrder("a", "gateway");

    tree.join("b", MEGABYTE);
    tree.pass(2);
    assertThat(tree.holders(hash)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void placesWhatItHeldBeforeTheFirstNodeCame() throws Exception {
    List<Sha256> hashes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      hashes.add(tree.upload("image-" + i, i, 100));
    }
    tree.join("leaf", 100 * MEGABYTE);
    tree.pass(10);

    assertThat(hashes).allSatisfy(hash -> assertThat(tree.holders(hash)).containsExactly("leaf"));
    tree.gateway.awaitBlobs(0);
  }

  @Test
  void movesNothingWhileTheGatewayIsRecovering() throws Exception {
    tree.recovering = true;
    Leaf leaf = tree.join("leaf", MEGABYTE);
    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.pass(5);
    assertThat(leaf.received).isEmpty();

    tree.recovering = false;
    tree.pass(2);
    assertThat(tree.holders(hash)).containsExactly("leaf");
  }

  @Test
  void leavesABlobAloneThatIsTooLargeForAll() throws Exception {
    Leaf leaf = tree.join("leaf", LENGTH);

    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.pass(5);

    assertThat(leaf.received).isEmpty();
    assertThat(tree.holders(hash)).containsExactly("gateway");
  }

  @Test
  void forgetsABlobThatNoImageNeedsAnyMore() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    leaf.fails = true;
    Sha256 hash = tree.upload("a", 1, LENGTH);
    tree.gateway.catalogue.delete("a", org.legim.image.WriteCondition.NONE);
    leaf.fails = false;
    tree.pass(5);

    assertThat(leaf.received).isEmpty();
    assertThat(tree.holders(hash)).isEmpty();
  }

  @Test
  void worksOnNoMoreThanAFewBlobsAtOnceAndOnEachOnlyOnce() throws Exception {
    Deque<Runnable> queue = new ArrayDeque<>();
    try (TestTree queued = new TestTree(folder.resolve("queued"), queue::add)) {
      Leaf leaf = queued.join("leaf", 100 * MEGABYTE);
      for (int i = 0; i < 20; i++) {
        Sha256 hash = queued.upload("image-" + i, i, 100);
        queued.placement.offer(hash);
      }
      assertThat(queue).hasSize(8);
      while (!queue.isEmpty()) {
        queue.remove().run();
      }
      assertThat(leaf.received).hasSize(20).doesNotHaveDuplicates();
    }
  }
}
