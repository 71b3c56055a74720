package org.legim.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.BlobStore;
import org.legim.blob.Sha256;

/** In virtual time: what rests, rests at once. */
@Timeout(120)
class PassTest {

  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration PERIOD = Duration.ofDays(30);

  @TempDir private Path folder;
  private final List<Sha256> opened = new ArrayList<>();
  private final List<Sha256> judged = new ArrayList<>();
  private Instant now = START;
  private Disk disk;
  private Pass pass;

  @BeforeEach
  void open() throws Exception {
    disk = new Disk(folder);
    pass = begin();
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void readsAllBlobsInTheOrderOfTheirHashes() throws Exception {
    List<Sha256> stored = store(30);

    pass(pass);

    assertThat(opened)
        .containsExactlyElementsOf(
            stored.stream().sorted(Comparator.comparing(Sha256::hex)).toList());
    assertThat(judged).isEmpty();
    assertThat(pass.progress().blobs()).isEqualTo(30);
    assertThat(pass.progress().bytes()).isEqualTo(disk.bytes());
    assertThat(pass.progress().damaged()).isZero();
    assertThat(pass.progress().ended()).isEqualTo(now);
  }

  @Test
  void findsWhatIsDamagedShortenedOrMissing() throws Exception {
    List<Sha256> stored = store(10);
    disk.flip(stored.get(3));
    disk.truncate(stored.get(4));
    disk.remove(stored.get(5));

    pass(pass);

    assertThat(judged).containsExactlyInAnyOrderElementsOf(stored.subList(3, 6));
    assertThat(pass.progress().damaged()).isEqualTo(3);
    assertThat(pass.progress().blobs()).isEqualTo(10);
  }

  @Test
  void leavesFilesAloneThatNoImageNeeds() throws Exception {
    Sha256 needed = disk.store(1, 1000);
    Sha256 unneeded = disk.store(2, 1000);
    disk.delete(2);
    disk.flip(unneeded);

    pass(pass);

    assertThat(opened).containsExactly(needed);
    assertThat(judged).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 19})
  void goesOnAfterARestartWhereItWas(int steps) throws Exception {
    List<Sha256> stored = store(20);
    for (int step = 0; step < steps; step++) {
      now = now.plus(pass.next());
    }
    pass.pause();
    assertThat(opened).hasSize(steps);

    Pass next = begin();
    pass(next);

    assertThat(opened).containsExactlyInAnyOrderElementsOf(stored).doesNotHaveDuplicates();
    assertThat(next.progress().blobs()).isEqualTo(20);
    assertThat(next.progress().begun()).isEqualTo(START);
  }

  @Test
  void readsTheBlobAgainInWhichARestartHasComeBetween() throws Exception {
    Sha256 large = disk.store(1, 3 * Pass.PIECE_BYTES);
    disk.flip(large);
    pass.next();
    pass.pause();

    pass(begin());

    assertThat(opened).containsExactly(large, large);
    assertThat(judged).containsExactly(large);
  }

  @Test
  void goesOnAfterAKillWhereItWasAMinuteBefore() throws Exception {
    store(20);
    Pass killed = pass;
    while (now.isBefore(START.plusSeconds(90))) {
      now = now.plusSeconds(10).plus(killed.next());
    }
    assertThat(opened).hasSizeBetween(3, 15);
    List<Sha256> before = List.copyOf(opened);
    opened.clear();

    pass(begin());

    assertThat(opened).hasSizeBetween(5, 19);
    assertThat(opened.size() + before.size()).isGreaterThanOrEqualTo(20);
    assertThat(opened.get(0)).isIn(before.subList(1, before.size()));
  }

  @Test
  void beginsTheNextPassAPeriodAfterTheOneBefore() throws Exception {
    store(5);
    pass(pass);
    assertThat(now).isBefore(START.plus(PERIOD));
    opened.clear();

    while (opened.isEmpty()) {
      Duration rest = pass.next();
      now = now.plus(rest.isZero() ? Duration.ofNanos(1) : rest);
    }

    assertThat(pass.progress().begun())
        .isBetween(START.plus(PERIOD), START.plus(PERIOD).plusSeconds(60));
    Instant second = pass.progress().begun();
    pass(pass);
    assertThat(opened).hasSize(5);
    assertThat(pass.progress().begun()).isEqualTo(second);
  }

  @Test
  void beginsAtOnceWhereTheClockWasSetBackBehindTheLastPass() throws Exception {
    store(2);
    pass(pass);
    opened.clear();
    now = START.minusSeconds(1);

    pass.next();

    assertThat(opened).hasSize(1);
  }

  @Test
  void readsMuchInThePeriodAndLittleWithoutHaste() {
    Pace much = new Pace(PERIOD, () -> 1_000_000_000_000L);
    assertThat(much.of(1_000_000_000_000L)).isBetween(PERIOD.dividedBy(2), PERIOD);

    Pace little = new Pace(PERIOD, () -> 10);
    assertThat(little.of(Pace.LEAST_BYTES_PER_SECOND)).isEqualTo(Duration.ofSeconds(1));
    assertThat(little.of(0)).isZero();
  }

  @Test
  void restsInTheMiddleOfALargeBlob() throws Exception {
    disk.store(1, 3 * Pass.PIECE_BYTES);

    Duration rest = pass.next();

    assertThat(rest).isEqualTo(new Pace(PERIOD, disk::bytes).of(Pass.PIECE_BYTES));
    assertThat(pass.progress().blobs()).isZero();
  }

  @Test
  void letsGoOfALargeBlobThatIsDroppedMeanwhile() throws Exception {
    disk.store(1, 3 * Pass.PIECE_BYTES);
    pass.next();
    disk.delete(1);

    pass.next();

    assertThat(pass.progress().blobs()).isEqualTo(1);
    assertThat(judged).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"after\": \"ab\"}",
        "{\"begun\": 7}",
        "{\"begun\":\"2026-11-23T09:00:00Z\",\"after\":\"xy\"}"
      })
  void beginsAnewWhereTheFileCannotBeUsed(String content) throws Exception {
    Files.writeString(disk.scrubFile(), content);
    store(3);

    pass(begin());

    assertThat(opened).hasSize(3);
  }

  @Test
  void writesWhatAnOperatorCanRead() throws Exception {
    store(1);
    pass(pass);

    assertThat(Files.readString(disk.scrubFile()))
        .contains("\"begun\": \"2026-11-23T10:00:00Z\"", "\"blobs\": 1", "\"damaged\": 0");
  }

  private List<Sha256> store(int count) throws Exception {
    List<Sha256> stored = new ArrayList<>();
    for (int number : IntStream.range(0, count).toArray()) {
      stored.add(disk.store(number, 1000 + number));
    }
    return stored;
  }

  private Pass begin() {
    BlobStore watched =
        (BlobStore)
            Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> {
                  opened.add((Sha256) arguments[0]);
                  return method.invoke(disk.blobs, arguments);
                });
    return new Pass(
        new Pass.Site(watched, disk.holdings(), this::isLost, new ScrubFile(disk.scrubFile())),
        PERIOD,
        new Pace(PERIOD, disk::bytes),
        clock());
  }

  private boolean isLost(Sha256 hash) {
    return judged.add(hash);
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  /** Until its end. */
  private void pass(Pass running) {
    do {
      now = now.plus(running.next());
    } while (running.progress().isUnderWay());
  }
}
