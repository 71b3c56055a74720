package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HoldsTest {

  private static final Sha256 HASH = new Sha256("0".repeat(64));
  private static final Sha256 OTHER = new Sha256("1".repeat(64));

  private final Holds holds = new Holds();

  @Test
  void letsManyHoldAndNobodyRemoveUntilTheLastLetsGo() throws IOException {
    BlobStore.Hold first = holds.hold(HASH);
    BlobStore.Hold second = holds.hold(HASH);

    first.close();
    assertThat(holds.ifFree(HASH, () -> true)).isFalse();

    second.close();
    assertThat(holds.ifFree(HASH, () -> true)).isTrue();
  }

  @Test
  void doesNotAskTheRemovalWhileTheHashIsHeld() throws IOException {
    AtomicBoolean asked = new AtomicBoolean();
    try (BlobStore.Hold hold = holds.hold(HASH)) {
      assertThat(hold).isNotNull();
      holds.ifFree(
          HASH,
          () -> {
            asked.set(true);
            return true;
          });
    }
    assertThat(asked).isFalse();
  }

  @Test
  void holdsEachHashForItself() throws IOException {
    try (BlobStore.Hold hold = holds.hold(HASH)) {
      assertThat(hold).isNotNull();
      assertThat(holds.ifFree(OTHER, () -> true)).isTrue();
    }
  }

  @Test
  void closingAHoldTwiceGivesBackOnlyIt() throws IOException {
    BlobStore.Hold first = holds.hold(HASH);
    BlobStore.Hold second = holds.hold(HASH);
    first.close();
    first.close();

    assertThat(holds.ifFree(HASH, () -> true)).isFalse();

    second.close();
    assertThat(holds.size()).isZero();
  }

  @Test
  void aHoldMayBeClosedByAnotherThread() throws IOException {
    BlobStore.Hold hold = holds.hold(HASH);

    CompletableFuture.runAsync(hold::close).join();

    assertThat(holds.ifFree(HASH, () -> true)).isTrue();
  }

  @Test
  void aHoldWaitsForARemovalUnderWay() throws Exception {
    CountDownLatch removing = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean removed = new AtomicBoolean();
    CompletableFuture<Boolean> removal =
        CompletableFuture.supplyAsync(
            () ->
                remove(
                    () -> {
                      removing.countDown();
                      await(mayEnd);
                      removed.set(true);
                      return true;
                    }));
    await(removing);
    CompletableFuture<Boolean> removedWhenHeld = new CompletableFuture<>();
    Thread holder =
        new Thread(
            () -> {
              try (BlobStore.Hold hold = holds.hold(HASH)) {
                removedWhenHeld.complete(hold != null && removed.get());
              }
            });
    holder.start();
    while (holder.getState() != Thread.State.WAITING) {
      assertThat(removedWhenHeld).isNotDone();
      Thread.onSpinWait();
    }
    mayEnd.countDown();

    assertThat(removedWhenHeld.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(removal.get(30, TimeUnit.SECONDS)).isTrue();
    holder.join();
    assertThat(holds.size()).isZero();
  }

  @Test
  void onlyOneRemovesAtATime() throws IOException {
    assertThat(holds.ifFree(HASH, () -> remove(() -> true))).isFalse();
  }

  @Test
  void forgetsAHashThatNobodyUses() throws IOException {
    holds.hold(HASH).close();
    holds.ifFree(HASH, () -> true);
    holds.ifFree(HASH, () -> false);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                holds.ifFree(
                    HASH,
                    () -> {
                      throw new IOException("disk");
                    }));

    assertThat(holds.size()).isZero();
    holds.hold(HASH).close();
  }

  private boolean remove(BlobStore.Check removal) {
    try {
      return holds.ifFree(HASH, removal);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
