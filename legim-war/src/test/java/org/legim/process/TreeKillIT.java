package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Hashes;

/**
 * Nodes of a tree are killed, by SIGKILL, in the middle of many changes: {@code -Dlegim.kill.seed}
 * repeats a run's random choices. The two leaves keep two copies of each image, so that one of them
 * is enough to serve all.
 */
@DisabledOnOs(OS.WINDOWS)
class TreeKillIT {

  private static final long SEED = Long.getLong("legim.kill.seed", System.nanoTime());
  private static final Ledger LEDGER = new Ledger();
  private static final LoadBurst BURST = new LoadBurst(LEDGER, new Random(SEED));

  @TempDir private static Path temporary;

  private static NodeFolder gateway;
  private static NodeFolder first;
  private static NodeFolder second;
  private static ProcessTree tree;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    System.out.println("TreeKillIT: -Dlegim.kill.seed=" + SEED);
    gateway = NodeFolder.create(temporary, "gateway", "replicas: 2");
    first = NodeFolder.create(temporary, "first", gateway.asParent());
    second = NodeFolder.create(temporary, "second", gateway.asParent());
    tree = ProcessTree.start(gateway, first, second);
    api = tree.api();
  }

  @AfterAll
  static void stop() {
    if (tree != null) {
      tree.close();
    }
  }

  @Test
  void whatWasAnsweredOutlivesAKillOfTheGateway() throws Exception {
    int answered = BURST.send(api, () -> tree.kill(gateway));
    System.out.printf(
        "TreeKillIT: gateway killed with %d of %d requests answered%n",
        answered, LoadBurst.REQUESTS);
    assertThat(answered).isLessThan(LoadBurst.REQUESTS);

    tree.restart(gateway);
    tree.awaitOnline(first, second);

    assertNothingIsLost();
    awaitExactlyWhatIsNeeded();
  }

  @Test
  void aKillOfALeafIsNotNoticed() throws Exception {
    BURST.send(api, () -> {});
    awaitExactlyWhatIsNeeded();

    int answered = BURST.send(api, () -> tree.kill(first));

    assertThat(answered).isEqualTo(LoadBurst.REQUESTS);
    assertEverythingIsReadableNow();
    tree.awaitState(first, "lost");
    assertEverythingIsReadableNow();

    tree.restart(first);

    assertNothingIsLost();
    awaitExactlyWhatIsNeeded();
    assertEverythingIsReadableNow();
  }

  private static void assertNothingIsLost() throws Exception {
    Map<String, String> present = ImageList.hashes(api);
    LEDGER.verify(present);
    for (Map.Entry<String, String> image : present.entrySet()) {
      assertIs(image.getValue(), PatientRead.of(api, image.getKey()));
    }
  }

  private static void assertEverythingIsReadableNow() {
    Map<String, String> present = ImageList.hashes(api);
    LEDGER.verify(present);
    present.forEach((id, sha256) -> assertIs(sha256, api.get("images/" + id)));
  }

  private static void assertIs(String sha256, Answer answer) {
    assertThat(answer.status()).as("%s", answer.headers()).isEqualTo(200);
    assertThat(Hashes.sha256(answer.body())).isEqualTo(sha256);
  }

  /** Both leaves have everything, the gateway nothing, and nobody more. */
  private static void awaitExactlyWhatIsNeeded() throws Exception {
    Set<String> needed = new HashSet<>(ImageList.hashes(api).values());
    Eventually.passes(
        () -> {
          assertThat(gateway.blobNames()).as("blobs of the gateway").isEmpty();
          assertThat(first.blobNames()).as("blobs of the first").isEqualTo(needed);
          assertThat(second.blobNames()).as("blobs of the second").isEqualTo(needed);
        });
  }
}
