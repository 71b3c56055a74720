package org.legim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.catalogue.CatalogueFixture.hash;
import static org.legim.catalogue.CatalogueFixture.ifMatch;
import static org.legim.catalogue.CatalogueFixture.image;
import static org.legim.catalogue.CatalogueFixture.number;
import static org.legim.image.WriteCondition.ABSENT;
import static org.legim.image.WriteCondition.NONE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Sha256;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;

@Timeout(120)
class CatalogueRacesTest {

  private static final int THREADS = 16;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private SqliteCatalogue catalogue;

  @BeforeEach
  void open() {
    catalogue = CatalogueFixture.open(folder);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    catalogue.close();
  }

  @Test
  void ofManyWhoCreateOneIdExactlyOneDoes() throws Exception {
    for (int round = 0; round < 15; round++) {
      String id = "image-" + round;
      List<Integer> winners = new ArrayList<>();
      List<Future<Boolean>> done =
          together(thread -> succeeds(() -> catalogue.put(id, image(thread), ABSENT)));
      for (int thread = 0; thread < THREADS; thread++) {
        if (done.get(thread).get()) {
          winners.add(thread);
        }
      }
      assertThat(winners).as(id).hasSize(1);
      assertThat(catalogue.find(id).orElseThrow().sha256()).isEqualTo(hash(winners.get(0)));
    }
  }

  @Test
  void noUpdateIsLostThatSaysWhatItReplaces() throws Exception {
    catalogue.put("a", image(0), NONE);
    List<Future<Integer>> done =
        together(
            thread -> {
              int made = 0;
              for (int attempt = 0; attempt < 8; attempt++) {
                Sha256 seen = catalogue.find("a").orElseThrow().sha256();
                int next = 1 + number(seen);
                if (succeeds(() -> catalogue.put("a", image(next), ifMatch(seen)))) {
                  made++;
                }
              }
              return made;
            });
    int made = 0;
    for (Future<Integer> each : done) {
      made += each.get();
    }
    assertThat(number(catalogue.find("a").orElseThrow().sha256())).isEqualTo(made).isPositive();
  }

  @Test
  void ofManyWhoDeleteOneImageExactlyOneDoes() throws Exception {
    for (int round = 0; round < 10; round++) {
      catalogue.put("a", image(round), NONE);
      int deleted = 0;
      for (Future<Boolean> each : together(thread -> succeeds(() -> catalogue.delete("a", NONE)))) {
        deleted += each.get() ? 1 : 0;
      }
      assertThat(deleted).isEqualTo(1);
      assertThat(catalogue.tally()).isEqualTo(new Tally(0, 0, 0));
    }
  }

  @Test
  void ofManyUploadsWithOneKeyOneMakesTheImageThatAllGet() throws Exception {
    UploadKey key = new UploadKey("key", 0);
    List<Future<String>> done =
        together(
            thread ->
                catalogue.add(image(1), () -> "image-" + thread, Optional.of(key)).image().id());
    List<String> ids = new ArrayList<>();
    for (Future<String> each : done) {
      ids.add(each.get());
    }
    assertThat(ids).containsOnly(ids.get(0));
    assertThat(catalogue.tally().images()).isEqualTo(1);
  }

  /** What a find returns may be newer than the last put that had returned, never older. */
  @Test
  void aFindNeverReturnsWhatAPutThatHasReturnedReplaced() throws Exception {
    int ids = 3;
    AtomicLong[] returned = new AtomicLong[ids];
    for (int i = 0; i < ids; i++) {
      returned[i] = new AtomicLong();
    }
    AtomicBoolean ended = new AtomicBoolean();
    List<Future<Long>> done =
        together(
            thread -> {
              Random random = new Random(thread);
              boolean writes = thread < 4;
              long looks = 0;
              for (int i = 0; writes ? i < 60 : !ended.get(); i++) {
                int id = random.nextInt(ids);
                if (writes) {
                  long now = change(id, random);
                  returned[id].accumulateAndGet(now, Math::max);
                } else {
                  long atLeast = returned[id].get();
                  Optional<ImageRecord> found = catalogue.find("image-" + id);
                  // Gone is fine as long as the deletion is the newest: looked at below.
                  if (found.isPresent()) {
                    assertThat(found.get().revision().counter()).isGreaterThanOrEqualTo(atLeast);
                    looks++;
                  }
                  Thread.sleep(0, random.nextInt(200_000));
                }
              }
              return looks;
            },
            4,
            () -> ended.set(true));
    long looks = 0;
    for (Future<Long> each : done) {
      looks += each.get();
    }
    assertThat(looks).isPositive();
    for (int i = 0; i < ids; i++) {
      String id = "image-" + i;
      Optional<ImageRecord> cached = catalogue.find(id);
      assertThat(cached)
          .isEqualTo(
              catalogue.list(CatalogueFixture.all(10)).images().stream()
                  .filter(image -> image.id().equals(id))
                  .findAny());
    }
  }

  /** Puts, seldom deletes; returns the counter of a revision that a later find must not precede. */
  private long change(int id, Random random) throws RefusedException {
    if (random.nextInt(10) == 0) {
      succeeds(() -> catalogue.delete("image-" + id, NONE));
    }
    return catalogue
        .put("image-" + id, image(random.nextInt(50)), NONE)
        .image()
        .revision()
        .counter();
  }

  private <T> List<Future<T>> together(Work<T> work) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      tasks.add(
          () -> {
            start.await(30, TimeUnit.SECONDS);
            return work.run(thread);
          });
    }
    return threads.invokeAll(tasks);
  }

  /** Starts all, and tells when the first few have ended. */
  private <T> List<Future<T>> together(Work<T> work, int first, Runnable ended) throws Exception {
    List<Future<T>> done = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      done.add(threads.submit(() -> work.run(thread)));
    }
    try {
      for (Future<T> each : done.subList(0, first)) {
        each.get();
      }
    } finally {
      ended.run();
    }
    return done;
  }

  private static boolean succeeds(Change change) throws RefusedException {
    try {
      change.run();
      return true;
    } catch (RefusedException e) {
      if (e.refusal() == Refusal.CONDITION_FAILED || e.refusal() == Refusal.NO_SUCH_IMAGE) {
        return false;
      }
      throw e;
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(int thread) throws Exception;
  }

  @FunctionalInterface
  private interface Change {
    void run() throws RefusedException;
  }
}
