package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Eventually;
import org.legim.testing.Hashes;

/**
 * A node is killed, by SIGKILL, in the middle of many changes, and started again: {@code
 * -Dlegim.kill.rounds} says how often, {@code -Dlegim.kill.seed} repeats a run's random choices.
 */
@DisabledOnOs(OS.WINDOWS)
class KillIT {

  private static final int ROUNDS = Integer.getInteger("legim.kill.rounds", 3);

  @TempDir private Path temporary;

  private final long seed = Long.getLong("legim.kill.seed", System.nanoTime());
  private final Ledger ledger = new Ledger();
  private final LoadBurst burst = new LoadBurst(ledger, new Random(seed));

  @Test
  void whatWasAnsweredOutlivesAKill() throws Exception {
    System.out.println("KillIT: -Dlegim.kill.seed=" + seed);
    NodeFolder node = NodeFolder.create(temporary, "hanoi");
    for (int round = 1; round <= ROUNDS; round++) {
      try (LegimProcess process = node.start()) {
        verify(node, process.api());
        int answered = burst.send(process.api(), process::kill);

        System.out.printf(
            "KillIT: killed with %d of %d requests answered%n", answered, LoadBurst.REQUESTS);
        assertThat(answered).isLessThan(LoadBurst.REQUESTS);
      }
    }
    try (LegimProcess process = node.start()) {
      verify(node, process.api());
      assertThat(process.stop()).isZero();
    }
  }

  private void verify(NodeFolder node, Api api) throws Exception {
    assertThat(node.incoming()).isEmpty();
    Map<String, String> present = ImageList.hashes(api);
    ledger.verify(present);
    present.forEach(
        (id, sha256) -> {
          Answer answer = api.get("images/" + id);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(Hashes.sha256(answer.body())).isEqualTo(sha256);
        });
    assertThat(api.get("tree").json().getInt("images")).isEqualTo(present.size());
    Set<String> needed = new HashSet<>(present.values());
    Eventually.holds("exactly the blobs that are needed", () -> node.blobNames().equals(needed));
  }
}
