package org.legim.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageIdGeneratorTest {
  private final AtomicLong clock =
      new AtomicLong(Instant.parse("2026-11-23T04:05:06Z").toEpochMilli());
  private final ImageIdGenerator ids =
      new ImageIdGenerator(() -> Instant.ofEpochMilli(clock.get()));

  @Test
  void makesValidIdsInLowerCase() {
    assertThat(new ImageIdGenerator().next())
        .matches("[0-9a-hjkmnp-tv-z]{26}")
        .satisfies(id -> assertThat(ImageId.isValid(id)).isTrue());
  }

  @Test
  void ordersIdsByTime() {
    String earlier = ids.next();
    clock.addAndGet(1);
    String later = ids.next();

    assertThat(later).isGreaterThan(earlier);
    assertThat(later.substring(0, 10)).isGreaterThan(earlier.substring(0, 10));
    assertThat(new ImageIdGenerator(InstantSource.fixed(Instant.EPOCH)).next())
        .startsWith("0000000000");
  }

  @Test
  void risesWithinAMillisecond() {
    assertThat(Stream.generate(ids::next).limit(10_000)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void risesWhenTheClockIsSetBack() {
    List<String> made = new ArrayList<>();
    for (long step : new long[] {0, 5, -1, -20_000, -86_400_000, 3, 86_400_000, 1}) {
      clock.addAndGet(step);
      made.add(ids.next());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void differsBetweenGeneratorsAtOneInstant() {
    ImageIdGenerator others = new ImageIdGenerator(() -> Instant.ofEpochMilli(clock.get()));

    assertThat(ids.next()).isNotEqualTo(others.next());
  }

  @Test
  void servesManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<List<String>> task = () -> Stream.generate(ids::next).limit(2000).toList();
      List<String> all = new ArrayList<>();
      for (Future<List<String>> made : threads.invokeAll(Collections.nCopies(8, task))) {
        assertThat(made.get()).isSorted();
        all.addAll(made.get());
      }
      assertThat(all).hasSize(16_000).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }
}
