package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.legim.testing.Eventually;

/**
 * A process dies, as by SIGKILL, at a named point of a drain: the leaving node, the one that takes
 * its images, or the gateway. {@code -Dlegim.chaos.seed} chooses where, {@code
 * -Dlegim.chaos.rounds} how many seeds are tried.
 */
@DisabledOnOs(OS.WINDOWS)
class DrainKillIT {

  private static final long SEED = Long.getLong("legim.chaos.seed", 1);
  private static final int ROUNDS = Integer.getInteger("legim.chaos.rounds", 1);
  private static final int IMAGES = 60;

  /** What a shell makes of SIGKILL. */
  private static final int KILLED = 137;

  private static KeptFolder folder;

  /** Of the test before; null if that failed, since nobody knows how its tree is. */
  private static DrainKillTree tree;

  private static int trees;
  private static int failures;

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + ROUNDS);
  }

  @BeforeAll
  static void makeFolder() throws IOException {
    folder = KeptFolder.of(DrainKillIT.class);
  }

  @AfterAll
  static void stop() throws IOException {
    if (tree != null) {
      tree.close();
    }
    if (failures == 0) {
      folder.discard();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostWhereverAProcessDies(long seed) throws Exception {
    DrainKill kill = DrainKill.of(seed);
    System.out.println("DrainKillIT: -Dlegim.chaos.seed=" + seed + ": " + kill);
    if (tree == null) {
      trees++;
      tree = new DrainKillTree(folder.path().resolve("tree-" + trees));
    }
    DrainKillTree used = tree;
    tree = null;
    try {
      happens(used, kill);
      tree = used;
    } finally {
      if (tree == null) {
        failures++;
        System.out.println("DrainKillIT: failed, and kept in tree-" + trees + ": " + kill);
        used.close();
      }
    }
  }

  private static void happens(DrainKillTree tree, DrainKill kill) throws Exception {
    tree.start(kill);
    List<SentImage> images = tree.replaceImages(IMAGES);
    tree.arm(kill);

    begin(tree, kill);
    assertThat(tree.awaitDeath(kill)).as("exit code of who should die").isEqualTo(KILLED);
    System.out.println("DrainKillIT: died at " + kill);
    tree.revive(kill);
    if (!kill.resumes()) {
      tree.stopAgain(kill);
    }

    assertThat(tree.awaitExits(kill).values()).as("exit codes of those that leave").containsOnly(0);
    for (SentImage image : images) {
      image.assertReadableSoon(tree.api());
    }
    List<String> hashes = images.stream().map(SentImage::sha256).sorted().toList();
    Eventually.passes(
        () -> assertThat(tree.blobsOfAll()).as("blobs of all disks").isEqualTo(hashes));
    assertThat(tree.blobsOfLeavers(kill)).as("blobs of those that have left").isEmpty();
    for (SentImage image : images) {
      image.assertReadable(tree.api());
    }
  }

  private static void begin(DrainKillTree tree, DrainKill kill) {
    if (!kill.retired()) {
      tree.terminate(kill);
      return;
    }
    try {
      assertThat(tree.retire(kill).status()).isEqualTo(202);
    } catch (UncheckedIOException e) {
      // The gateway died of it, and did not answer.
      assertThat(kill.role()).isEqualTo(DrainKill.Role.GATEWAY);
    }
  }
}
