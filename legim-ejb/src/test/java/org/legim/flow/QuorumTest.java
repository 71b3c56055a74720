package org.legim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.legim.flow.TestNode.upload;
import static org.legim.image.SampleImages.gif;
import static org.legim.image.WriteCondition.ABSENT;
import static org.legim.image.WriteCondition.NONE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.catalogue.ImageRecord;
import org.legim.catalogue.Stored;
import org.legim.catalogue.UploadKey;
import org.legim.flow.TestTree.Leaf;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.route.RecoveringException;

@Timeout(60)
class QuorumTest {

  private static final long MEGABYTE = 1 << 20;
  private static final int LENGTH = 1000;

  @TempDir private Path folder;
  private TestTree tree;
  private Intake intake;

  @BeforeEach
  void open() throws IOException {
    tree = new TestTree(folder);
    intake = tree.intake(2, Runnable::run);
  }

  @AfterEach
  void close() {
    tree.close();
  }

  @Test
  void storesAnImageOnceAnotherNodeHasItToo() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    leaf.reportsAtOnce = false;

    ImageRecord image = put("a", 1);

    assertThat(leaf.node.has(image.sha256())).isTrue();
    assertThat(leaf.node.catalogue.find("a")).contains(image);
    assertThat(tree.gateway.catalogue.find("a")).contains(image);
  }

  @Test
  void isReadByNobodyBeforeThat() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    List<Optional<ImageRecord>> seen = new ArrayList<>();
    leaf.beforeReceipt = () -> seen.add(tree.gateway.catalogue.find("a"));

    put("a", 1);

    assertThat(seen).containsExactly(Optional.empty());
  }

  @Test
  void letsPlacementGoOnFromTheCopyThatItHasMade() throws Exception {
    Leaf first = tree.join("first", MEGABYTE);
    Leaf second = tree.join("second", MEGABYTE);
    first.reportsAtOnce = false;
    second.reportsAtOnce = false;

    Sha256 hash = put("a", 1).sha256();
    tree.pass(3);
    assertThat(first.received.size() + second.received.size()).isEqualTo(1);

    first.reporter.wake();
    second.reporter.wake();
    tree.pass(2);

    assertThat(tree.holders(hash)).hasSize(1).doesNotContain("gateway");
    assertThat(first.received.size() + second.received.size()).isEqualTo(1);
  }

  @Test
  void makesNoCopyMoreWhereAnotherNodeHasTheBytes() throws Exception {
    Leaf holder = tree.join("holder", MEGABYTE);
    put("a", 1);
    tree.pass(2);
    Leaf roomy = tree.join("roomy", 1000 * MEGABYTE);

    ImageRecord again = put("b", 1);

    assertThat(roomy.received).isEmpty();
    assertThat(holder.node.catalogue.find("b")).contains(again);
  }

  @Test
  void asksTheNextWhereOneFails() throws Exception {
    tree.join("failing", 1_000_000 * MEGABYTE).fails = true;
    tree.join("away", 1_000_000 * MEGABYTE).reachable = false;
    Leaf good = tree.join("good", MEGABYTE);

    ImageRecord image = put("a", 1);

    assertThat(good.node.catalogue.find("a")).contains(image);
  }

  @Test
  void asksAsManyAsAreWanted() throws Exception {
    intake = tree.intake(3, Runnable::run);
    Leaf first = tree.join("first", MEGABYTE);
    Leaf second = tree.join("second", MEGABYTE);

    ImageRecord image = put("a", 1);

    assertThat(first.node.catalogue.find("a")).contains(image);
    assertThat(second.node.catalogue.find("a")).contains(image);
  }

  @Test
  void saysWhyAnImageIsNotStored() throws Exception {
    assertThat(failToPut("a", 1))
        .satisfies(e -> assertThat(e.wanted()).isEqualTo(2))
        .satisfies(e -> assertThat(e.made()).isEqualTo(1))
        .satisfies(e -> assertThat(e.reasons()).containsExactly("no other node is online"));

    tree.join("full", LENGTH / 2);
    tree.join("failing", MEGABYTE).fails = true;
    assertThat(failToPut("a", 1).reasons())
        .containsExactlyInAnyOrder("full has no room", "failing cannot be reached");
    assertThat(tree.gateway.catalogue.find("a")).isEmpty();
    tree.gateway.awaitBlobs(0);
  }

  @Test
  void isAbsentWhereOnlyTheReceiptWasLost() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    leaf.losesReceipts = true;

    failToPut("a", 1);
    tree.pass(40);

    assertThat(leaf.received).hasSize(1);
    assertThat(tree.gateway.catalogue.find("a")).isEmpty();
    assertThat(leaf.node.catalogue.find("a")).isEmpty();
    leaf.node.awaitBlobs(0);
    tree.gateway.awaitBlobs(0);
  }

  @Test
  void leavesTheOldImageWhereOnlyTheReceiptWasLost() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    ImageRecord old = put("a", 1);
    tree.pass(2);
    leaf.losesReceipts = true;

    failToPut("a", 2);
    tree.pass(40);

    ImageRecord kept = tree.gateway.catalogue.find("a").orElseThrow();
    assertThat(kept).usingRecursiveComparison().ignoringFields("revision").isEqualTo(old);
    assertThat(leaf.node.catalogue.find("a")).contains(kept);
    assertThat(leaf.node.has(old.sha256())).isTrue();
  }

  @Test
  void refusesWhatAnotherRequestHasMadeImpossibleMeanwhile() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    leaf.beforeReceipt = once(() -> tree.gateway.intake.put("a", upload(gif(2, LENGTH)), ABSENT));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> intake.put("a", upload(gif(1, LENGTH)), ABSENT))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.CONDITION_FAILED));
    tree.pass(40);

    ImageRecord other = tree.gateway.catalogue.find("a").orElseThrow();
    assertThat(other.sha256()).isNotEqualTo(hashOf(1));
    assertThat(leaf.node.catalogue.find("a")).contains(other);
  }

  @Test
  void triesAgainWhereAnotherRequestWasFaster() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    leaf.beforeReceipt = once(() -> tree.gateway.intake.put("a", upload(gif(2, LENGTH)), NONE));

    // The leaf is told to drop what the first try has left there, and has to do so first.
    Stored stored = whileReporting(leaf, () -> intake.put("a", upload(gif(1, LENGTH)), NONE));
    tree.pass(40);

    assertThat(stored.created()).isFalse();
    assertThat(leaf.received).startsWith(hashOf(1), hashOf(1));
    assertThat(tree.gateway.catalogue.find("a")).contains(stored.image());
    assertThat(leaf.node.catalogue.find("a")).contains(stored.image());
  }

  @Test
  void waitsForANodeThatMayStillDropTheBytes() throws Exception {
    Leaf leaf = tree.join("leaf", MEGABYTE);
    put("a", 1);
    tree.pass(2);
    tree.gateway.catalogue.delete("a", NONE);
    AtomicInteger asked = new AtomicInteger();
    leaf.beforeReceipt = asked::incrementAndGet;
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      var again = other.submit(() -> intake.put("b", upload(gif(1, LENGTH)), NONE).image());
      TestNode.await("the write", () -> isPrepared(again));
      assertThat(asked).hasValue(0);

      leaf.reporter.wake();

      ImageRecord image = again.get();
      assertThat(leaf.node.catalogue.find("b")).contains(image);
      assertThat(leaf.node.has(image.sha256())).isTrue();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void bindsNoKeyToAnUploadThatFails() throws Exception {
    Optional<UploadKey> key = Optional.of(new UploadKey("key", 0));
    assertThatExceptionOfType(WriteQuorumException.class)
        .isThrownBy(() -> intake.add(upload(gif(1, LENGTH)), key));
    tree.join("leaf", MEGABYTE);

    Stored stored = intake.add(upload(gif(2, LENGTH)), key);

    assertThat(intake.add(upload(gif(2, LENGTH)), key).image()).isEqualTo(stored.image());
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> intake.add(upload(gif(1, LENGTH)), key))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.KEY_REUSED));
  }

  @Test
  void replacesNothingWhileTheGatewayIsRecovering() throws Exception {
    tree.join("leaf", MEGABYTE);
    tree.recovering = true;

    assertThatExceptionOfType(RecoveringException.class).isThrownBy(() -> put("a", 1));
    assertThat(intake.add(upload(gif(1, LENGTH)), Optional.empty()).created()).isTrue();
  }

  @Test
  void doesNotWaitForANodeThatNeverAnswers() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      intake = tree.intake(2, threads);
      Leaf stuck = tree.join("stuck", 1_000_000 * MEGABYTE);
      stuck.beforeReceipt = QuorumTest::sleepUntilInterrupted;
      Leaf good = tree.join("good", MEGABYTE);

      ImageRecord image = put("a", 1);

      assertThat(good.node.catalogue.find("a")).contains(image);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Stored whileReporting(Leaf leaf, Callable<Stored> write) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Stored> stored = other.submit(write);
      while (!stored.isDone()) {
        leaf.reporter.wake();
        Thread.onSpinWait();
      }
      return stored.get();
    } finally {
      other.shutdownNow();
    }
  }

  private boolean isPrepared(Future<?> write) {
    return !write.isDone()
        && tree.gateway.catalogue.prepared().isDropping("leaf", hashOf(1))
        && !tree.gateway.filesBelow("blobs").isEmpty();
  }

  private static void sleepUntilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("it was stuck", e);
    }
  }

  private ImageRecord put(String id, int seed) throws Exception {
    return intake.put(id, upload(gif(seed, LENGTH)), NONE).image();
  }

  private WriteQuorumException failToPut(String id, int seed) {
    return catchThrowableOfType(WriteQuorumException.class, () -> put(id, seed));
  }

  private static Sha256 hashOf(int seed) {
    var digest = Sha256.newDigest();
    digest.update(gif(seed, LENGTH));
    return Sha256.of(digest);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private static Runnable once(Step step) {
    AtomicInteger runs = new AtomicInteger();
    return () -> {
      if (runs.getAndIncrement() == 0) {
        try {
          step.run();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    };
  }
}
