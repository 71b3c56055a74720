package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {

  private static final Consumer<Handle> NOTHING = handle -> {};

  @TempDir private Path folder;
  private final ExecutorService requests = Executors.newCachedThreadPool();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private Jdbi jdbi;
  private GroupCommit writer;

  @BeforeEach
  void open() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
    jdbi =
        Jdbi.create(
            () -> {
              opened.incrementAndGet();
              return source.getConnection();
            });
    jdbi.useHandle(handle -> handle.execute("create table number (n integer primary key)"));
    opened.set(0);
    writer = new GroupCommit(jdbi, handle -> commits.incrementAndGet());
  }

  @AfterEach
  void close() {
    writer.close();
    requests.shutdownNow();
  }

  @Test
  void givesBackWhatTheChangeReturnsOnceItIsCommitted() throws Exception {
    int result = writer.commit(insert(1));

    assertThat(result).isEqualTo(1);
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void commitsWhatWaitsTogether() throws Exception {
    List<Future<Integer>> done = heldUp(20, GroupCommitTest::insert);

    for (int i = 0; i < 20; i++) {
      assertThat(done.get(i).get()).isEqualTo(i);
    }
    assertThat(numbers()).hasSize(20);
    // One for what held the writer up, one for the twenty.
    assertThat(commits).hasValue(2);
  }

  @Test
  void aChangeThatThrowsDoesNotFailItsNeighbours() throws Exception {
    List<Future<Integer>> done = heldUp(10, n -> n == 4 ? failing() : insert(n));

    for (int i = 0; i < 10; i++) {
      if (i == 4) {
        assertThatThrownBy(done.get(i)::get)
            .hasCauseInstanceOf(CatalogueException.class)
            .hasMessageContaining("a fault of the change");
      } else {
        assertThat(done.get(i).get()).isEqualTo(i);
      }
    }
    assertThat(numbers()).containsExactly(0, 1, 2, 3, 5, 6, 7, 8, 9);
  }

  @Test
  void aChangeThatTheDatabaseRefusesDoesNotFailItsNeighbours() throws Exception {
    List<Future<Integer>> done = heldUp(4, n -> insert(n % 3));

    int failed = 0;
    for (Future<Integer> each : done) {
      try {
        each.get();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(CatalogueException.class);
        failed++;
      }
    }
    assertThat(failed).isEqualTo(1);
    assertThat(numbers()).containsExactly(0, 1, 2);
  }

  @Test
  void aChangeThatRefusesDoesNotFailItsNeighbours() throws Exception {
    List<Future<Integer>> done = heldUp(10, n -> n == 4 ? refusing() : insert(n));

    assertThatThrownBy(done.get(4)::get).hasCauseInstanceOf(RefusedException.class);
    assertThat(done.get(9).get()).isEqualTo(9);
    assertThat(numbers()).hasSize(9);
    assertThat(commits).hasValue(2);
  }

  @Test
  void leavesNothingOfAChangeThatFailsHalfway() throws Exception {
    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(
            () ->
                writer.commit(
                    handle -> {
                      handle.execute("insert into number values (1)");
                      throw new IllegalStateException("halfway");
                    }));

    assertThat(numbers()).isEmpty();
    assertThat(writer.commit(insert(2))).isEqualTo(2);
  }

  @Test
  void survivesAnErrorInAChange() throws Exception {
    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(
            () ->
                writer.commit(
                    handle -> {
                      throw new StackOverflowError();
                    }));

    assertThat(writer.commit(insert(1))).isEqualTo(1);
  }

  @Test
  void survivesAConnectionThatIsLost() throws Exception {
    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(
            () ->
                writer.commit(
                    handle -> {
                      handle.close();
                      return null;
                    }));

    assertThat(writer.commit(insert(1))).isEqualTo(1);
  }

  @Test
  void closesAConnectionWhoseTransactionTheDatabaseHasEndedByItself() throws Exception {
    List<Handle> used = new ArrayList<>();
    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(
            () ->
                writer.commit(
                    handle -> {
                      used.add(handle);
                      // As SQLite does where the disk is full.
                      handle.execute("rollback");
                      throw new IllegalStateException("the disk is full");
                    }));

    assertThat(writer.commit(insert(1))).isEqualTo(1);
    assertThat(used.get(0).getConnection().isClosed()).isTrue();
    assertThat(opened).hasValue(2);
  }

  @Test
  void aDurableChangeSucceedsWhateverFailsAfterIt() throws Exception {
    try (GroupCommit broken =
        new GroupCommit(
            jdbi,
            handle -> {
              throw new StackOverflowError();
            })) {
      assertThat(broken.commit(insert(1))).isEqualTo(1);
      assertThat(broken.commit(insert(2))).isEqualTo(2);
    }
    assertThat(numbers()).containsExactly(1, 2);
  }

  @Test
  void closingCommitsWhatIsWaiting() throws Exception {
    CountDownLatch mayGo = new CountDownLatch(1);
    Future<Integer> first = holdUp(mayGo);
    List<Future<Integer>> waiting = submit(50, GroupCommitTest::insert);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(writer::close);
    awaitRefusal();

    mayGo.countDown();
    closing.get(30, TimeUnit.SECONDS);

    first.get();
    for (Future<Integer> each : waiting) {
      each.get();
    }
    assertThat(numbers()).hasSize(50);
  }

  @Test
  void closingWaitsForTheLastCommitThoughItsThreadIsInterrupted() throws Exception {
    CountDownLatch mayGo = new CountDownLatch(1);
    holdUp(mayGo);
    List<Future<Integer>> waiting = submit(1, GroupCommitTest::insert);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread closing =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              writer.close();
              interrupted.complete(Thread.currentThread().isInterrupted() && isDone(waiting));
            });
    closing.start();
    awaitRefusal();
    mayGo.countDown();

    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesClearlyOnceClosed() {
    writer.close();

    assertThatExceptionOfType(CatalogueException.class)
        .isThrownBy(() -> writer.commit(insert(1)))
        .withMessage("the catalogue is closed");
    writer.close();
  }

  @Test
  void saysThatItIsBrokenOnceAnInterruptHasEndedItsWriter() throws Exception {
    assertThat(writer.isBroken()).isFalse();

    writer.commit(
        handle -> {
          Thread.currentThread().interrupt();
          return null;
        });

    while (!writer.isBroken()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void isNotBrokenWhereItWasClosed() {
    writer.close();

    assertThat(writer.isBroken()).isFalse();
  }

  @Test
  void everyChangeIsEitherCommittedOrRefusedHoweverItRacesWithClose() throws Exception {
    for (int round = 0; round < 200; round++) {
      GroupCommit closing = new GroupCommit(jdbi, NOTHING);
      int base = round * 10;
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Integer>> done = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int n = base + i;
        done.add(
            requests.submit(
                () -> {
                  start.await();
                  return closing.commit(insert(n));
                }));
      }
      start.countDown();
      closing.close();
      for (Future<Integer> each : done) {
        try {
          assertThat(numbers()).contains(each.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(CatalogueException.class).hasMessageContaining("closed");
        }
      }
    }
  }

  /** Submits changes while the writer is busy, so that they wait together, and lets it go. */
  private List<Future<Integer>> heldUp(int count, Changes changes) throws Exception {
    CountDownLatch mayGo = new CountDownLatch(1);
    Future<Integer> first = holdUp(mayGo);
    List<Future<Integer>> done = submit(count, changes);
    mayGo.countDown();
    first.get();
    return done;
  }

  private Future<Integer> holdUp(CountDownLatch mayGo) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Future<Integer> first =
        requests.submit(
            () ->
                writer.commit(
                    handle -> {
                      running.countDown();
                      await(mayGo);
                      return -1;
                    }));
    await(running);
    return first;
  }

  private List<Future<Integer>> submit(int count, Changes changes) {
    List<Future<Integer>> done =
        IntStream.range(0, count)
            .mapToObj(n -> requests.submit(() -> writer.commit(changes.change(n))))
            .toList();
    while (writer.waiting() < count) {
      Thread.onSpinWait();
    }
    return done;
  }

  private void awaitRefusal() throws Exception {
    while (true) {
      Future<Integer> probe = requests.submit(() -> writer.commit(handle -> 0));
      try {
        probe.get(20, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (ExecutionException e) {
        assertThat(e).hasMessageContaining("the catalogue is closed");
        return;
      }
    }
  }

  private static boolean isDone(List<Future<Integer>> futures) {
    try {
      for (Future<Integer> each : futures) {
        each.get(30, TimeUnit.SECONDS);
      }
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private static GroupCommit.Change<Integer> insert(int n) {
    return handle -> {
      handle.execute("insert into number values (?)", n);
      return n;
    };
  }

  private static GroupCommit.Change<Integer> failing() {
    return handle -> {
      throw new IllegalArgumentException("a fault of the change");
    };
  }

  private static GroupCommit.Change<Integer> refusing() {
    return handle -> {
      throw new RefusedException(Refusal.CONDITION_FAILED, "no");
    };
  }

  private List<Integer> numbers() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select n from number order by n").mapTo(Integer.class).list());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @FunctionalInterface
  private interface Changes {
    GroupCommit.Change<Integer> change(int n);
  }
}
