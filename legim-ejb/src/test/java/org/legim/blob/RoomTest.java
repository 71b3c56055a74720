package org.legim.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {

  @TempDir private Path folder;
  private final AtomicLong used = new AtomicLong();

  @Test
  void hasWhatTheCapacityLeaves() throws IOException {
    Room room = room(1000);
    assertThat(room.free()).isEqualTo(1000);

    used.set(300);
    assertThat(room.free()).isEqualTo(700);
  }

  @Test
  void isEmptyNeverNegativeWhereMoreIsUsedThanAllowed() throws IOException {
    used.set(1500);
    assertThat(room(1000).free()).isZero();
  }

  @Test
  void keepsAReserveOfTheDisk() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), used::get);
    long usable = Files.getFileStore(folder).getUsableSpace();

    assertThat(room.free()).isPositive().isLessThanOrEqualTo(usable - (15L << 20));
    assertThatExceptionOfType(NoRoomException.class).isThrownBy(() -> room.claim(usable));
  }

  @Test
  void countsWhatIsClaimedAndForgetsItWhenGivenBack() throws IOException {
    Room room = room(1000);
    try (Room.Claim claim = room.claim(600)) {
      assertThat(room.free()).isEqualTo(400);
      claim.growTo(700);
      assertThat(room.free()).isEqualTo(300);
      claim.growTo(100);
      assertThat(room.free()).isEqualTo(300);
    }
    assertThat(room.free()).isEqualTo(1000);
  }

  @Test
  void givesAClaimBackOnlyOnce() throws IOException {
    Room room = room(1000);
    Room.Claim claim = room.claim(600);
    claim.close();
    claim.close();

    assertThat(room.free()).isEqualTo(1000);
  }

  @Test
  void tellsHowMuchWasWantedAndHowMuchIsFree() throws IOException {
    Room room = room(1000);
    used.set(100);
    try (Room.Claim claim = room.claim(200)) {
      assertThat(claim).isNotNull();
      assertThatExceptionOfType(NoRoomException.class)
          .isThrownBy(() -> room.claim(701))
          .withMessage("no room for 701 bytes: 700 are free")
          .satisfies(
              e -> {
                assertThat(e.wanted()).isEqualTo(701);
                assertThat(e.free()).isEqualTo(700);
              });
    }
  }

  @Test
  void aGrowthThatIsRefusedLeavesTheClaimAsItWas() throws IOException {
    Room room = room(1000);
    try (Room.Claim claim = room.claim(600)) {
      assertThatExceptionOfType(NoRoomException.class)
          .isThrownBy(() -> claim.growTo(1001))
          .satisfies(
              e -> {
                assertThat(e.wanted()).isEqualTo(1001);
                assertThat(e.free()).isEqualTo(1000);
              });
      assertThat(room.free()).isEqualTo(400);
      claim.growTo(1000);
      assertThat(room.free()).isZero();
    }
    assertThat(room.free()).isEqualTo(1000);
  }

  @Test
  void doesNotCountWrittenBytesTwiceAgainstTheDisk() throws IOException {
    Room room = new Room(folder, OptionalLong.empty(), used::get);
    long half = room.free() / 2;
    try (Room.Claim claim = room.claim(half)) {
      long before = room.free();
      claim.wrote(half);

      // As if the bytes were on the disk, where the file system itself counts them.
      assertThat(room.free() - before).isBetween(half * 9 / 10, half * 11 / 10);
    }
  }

  @Test
  void countsWrittenBytesAgainstTheCapacityUntilTheyAreUsed() throws IOException {
    Room room = room(1000);
    try (Room.Claim claim = room.claim(600)) {
      claim.wrote(600);
      assertThat(room.free()).isEqualTo(400);
    }
    assertThat(room.free()).isEqualTo(1000);
  }

  @Test
  void neverPromisesTheSameSpaceToTwo() throws Exception {
    Room room = room(1000);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      Callable<Integer> claimer =
          () -> {
            try {
              room.claim(100);
              return 1;
            } catch (NoRoomException e) {
              return 0;
            }
          };
      int granted = 0;
      for (Future<Integer> each :
          threads.invokeAll(IntStream.range(0, 200).mapToObj(i -> claimer).toList())) {
        granted += each.get();
      }
      assertThat(granted).isBetween(1, 10);
      assertThat(room.free()).isEqualTo(1000 - 100L * granted);
    } finally {
      threads.shutdownNow();
    }
  }

  private Room room(long capacity) throws IOException {
    return new Room(folder, OptionalLong.of(capacity), used::get);
  }
}
