package org.legim.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.legim.blob.Blob;
import org.legim.blob.BlobStore;
import org.legim.blob.HotBlobs;
import org.legim.blob.HotMemory;
import org.legim.blob.Incoming;
import org.legim.blob.Sha256;

@Timeout(120)
class ScrubberTest {

  private static final Duration NEVER = Duration.ofDays(30);

  @TempDir private Path folder;
  private final BlockingQueue<Sha256> lost = new LinkedBlockingQueue<>();
  private Disk disk;
  private HotBlobs blobs;
  private Scrubber scrubber;

  @BeforeEach
  void open() throws Exception {
    disk = new Disk(folder);
    blobs = new HotBlobs(disk.blobs, new HotMemory(1 << 20));
    scrubber = scrubber(NEVER);
  }

  @AfterEach
  void close() {
    scrubber.close();
    disk.close();
  }

  @Test
  void setsADamagedBlobAsideThatItIsAskedToCheck() throws Exception {
    Sha256 hash = disk.store(1, 1000);
    read(hash); // is in memory now
    disk.flip(hash);

    scrubber.check(hash);
    assertThat(disk.holdings().holds(hash)).isTrue();
    scrubber.start(lost::add);

    assertThat(lost.poll(60, TimeUnit.SECONDS)).isEqualTo(hash);
    assertThat(disk.holdings().holds(hash)).isFalse();
    assertThat(disk.aside(hash)).exists();
    assertThat(disk.file(hash)).doesNotExist();
    assertThat(blobs.open(hash)).isEmpty();
    assertThat(scrubber.damaged()).isEqualTo(1);
  }

  @Test
  void findsDamageByItself() throws Exception {
    Sha256 whole = disk.store(1, 1000);
    Sha256 flipped = disk.store(2, 1000);
    Sha256 missing = disk.store(3, 1000);
    disk.flip(flipped);
    disk.remove(missing);

    scrubber.start(lost::add);

    assertThat(lost.poll(60, TimeUnit.SECONDS)).isIn(flipped, missing);
    assertThat(lost.poll(60, TimeUnit.SECONDS)).isIn(flipped, missing);
    assertThat(disk.holdings().holds(whole)).isTrue();
    assertThat(disk.holdings().holds(flipped)).isFalse();
    assertThat(disk.holdings().holds(missing)).isFalse();
    assertThat(scrubber.damaged()).isEqualTo(1);
  }

  @Test
  void leavesAWholeBlobAlone() throws Exception {
    Sha256 whole = disk.store(1, 1000);
    Sha256 damaged = disk.store(2, 1000);
    disk.flip(damaged);
    scrubber.start(lost::add);

    scrubber.check(whole);
    scrubber.check(damaged);

    assertThat(lost.poll(60, TimeUnit.SECONDS)).isEqualTo(damaged);
    scrubber.close();
    assertThat(lost).isEmpty();
    assertThat(disk.holdings().holds(whole)).isTrue();
    assertThat(disk.file(whole)).exists();
  }

  @Test
  void saysAtOnceWhetherABlobIsWhole() throws Exception {
    Sha256 whole = disk.store(1, 1000);
    Sha256 damaged = disk.store(2, 1000);
    disk.flip(damaged);

    assertThat(scrubber.isWhole(whole)).isTrue();
    assertThat(scrubber.isWhole(damaged)).isFalse();
    assertThat(disk.holdings().holds(damaged)).isFalse();
    assertThat(disk.aside(damaged)).exists();
    assertThat(scrubber.isWhole(damaged)).isFalse();
  }

  @Test
  void cannotSayWhetherABlobIsWholeThatIsBeingStored() throws Exception {
    Sha256 hash = disk.store(1, 1000);
    try (Incoming incoming = disk.blobs.receive(OptionalLong.of(1000))) {
      incoming.write(Disk.bytes(1, 1000), 0, 1000);
      try (BlobStore.Hold hold = disk.blobs.keep(incoming)) {
        assertThat(hold).isNotNull();
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(() -> scrubber.isWhole(hash));
      }
    }
  }

  @Test
  void hasNoInterestInABlobThatNoImageNeeds() throws Exception {
    Sha256 unneeded = disk.store(1, 1000);
    disk.delete(1);
    disk.flip(unneeded);
    Sha256 damaged = disk.store(2, 1000);
    disk.flip(damaged);

    scrubber.check(unneeded);
    scrubber.check(damaged);
    scrubber.start(lost::add);

    assertThat(lost.poll(60, TimeUnit.SECONDS)).isEqualTo(damaged);
    assertThat(disk.file(unneeded)).exists();
    assertThat(disk.aside(unneeded)).doesNotExist();
  }

  @Test
  void looksAgainAtABlobThatWasJustBeingStored() throws Exception {
    Sha256 hash = disk.store(1, 1000);
    byte[] bytes = Disk.bytes(1, 1000);
    Sha256 other = disk.store(2, 1000);
    disk.flip(other);
    try (Incoming incoming = disk.blobs.receive(OptionalLong.of(1000))) {
      incoming.write(bytes, 0, 1000);
      try (BlobStore.Hold hold = disk.blobs.keep(incoming)) {
        assertThat(hold).isNotNull();
        disk.flip(hash);
        scrubber.check(hash);
        scrubber.check(other);
        scrubber.start(lost::add);
        assertThat(lost.poll(60, TimeUnit.SECONDS)).isEqualTo(other);
        assertThat(disk.file(hash)).exists();
      }
    }

    assertThat(lost.poll(60, TimeUnit.SECONDS)).isEqualTo(hash);
  }

  @Test
  void holdsABlobAgainThatIsStoredAgain() throws Exception {
    Sha256 hash = disk.store(1, 1000);
    disk.flip(hash);
    scrubber.check(hash);
    scrubber.start(lost::add);
    assertThat(lost.poll(60, TimeUnit.SECONDS)).isEqualTo(hash);

    disk.store(1, 1000);

    assertThat(disk.holdings().holds(hash)).isTrue();
    assertThat(read(hash)).isEqualTo(1000);
    assertThat(disk.aside(hash)).exists();
  }

  @Test
  void finishesWhatAKilledProcessHasBegun() throws Exception {
    Sha256 hash = disk.store(1, 1000);
    Files.createDirectories(disk.aside(hash).getParent());
    Files.move(disk.file(hash), disk.aside(hash));
    scrubber.close();
    Files.writeString(
        disk.scrubFile(),
        "{\"begun\":\"%s\",\"after\":\"%s\",\"blobs\":0,\"bytes\":0,\"damaged\":0}"
            .formatted(Instant.now(), "f".repeat(64)));
    scrubber = scrubber(NEVER);

    scrubber.start(lost::add);

    assertThat(lost.poll(60, TimeUnit.SECONDS)).isEqualTo(hash);
    assertThat(disk.holdings().holds(hash)).isFalse();
    assertThat(disk.aside(hash)).exists();
  }

  @Test
  void keepsItsPlaceWhenItIsClosed() throws Exception {
    Sha256 hash = disk.store(1, 1000);
    scrubber.start(lost::add);
    disk.flip(hash);
    scrubber.check(hash);
    lost.poll(60, TimeUnit.SECONDS);

    scrubber.close();

    assertThat(disk.scrubFile()).content().contains("begun");
    scrubber.check(hash); // to no effect
  }

  private long read(Sha256 hash) throws IOException {
    try (Blob blob = blobs.open(hash).orElseThrow()) {
      return blob.bytes();
    }
  }

  private Scrubber scrubber(Duration period) {
    return new Scrubber(
        new Scrubber.Site(
            disk.blobs,
            blobs,
            disk.blobs.damaged(),
            disk.holdings(),
            disk::bytes,
            disk.scrubFile()),
        period,
        Clock.systemUTC(),
        task -> {
          Thread thread = new Thread(task, "scrub");
          thread.setDaemon(true);
          return thread;
        });
  }
}
