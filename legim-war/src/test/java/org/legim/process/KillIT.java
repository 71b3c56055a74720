package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
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
  private static final int CLIENTS = 20;
  private static final int REQUESTS = 200;
  private static final int MOST_JITTER_NANOS = 20_000_000;

  @TempDir private Path temporary;

  private final long seed = Long.getLong("legim.kill.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Ledger ledger = new Ledger();

  @Test
  void whatWasAnsweredOutlivesAKill() throws Exception {
    System.out.println("KillIT: -Dlegim.kill.seed=" + seed);
    NodeFolder node = NodeFolder.create(temporary, "hanoi");
    for (int round = 1; round <= ROUNDS; round++) {
      try (LegimProcess process = node.start()) {
        verify(node, process.api());
        changeAndKill(process);
      }
    }
    try (LegimProcess process = node.start()) {
      verify(node, process.api());
      assertThat(process.stop()).isZero();
    }
  }

  private void changeAndKill(LegimProcess process) throws Exception {
    int before = ledger.answered();
    int enough = before + random.nextInt(REQUESTS / 10, REQUESTS * 9 / 10);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Optional<String>>> requests = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        LoadClient client = new LoadClient(process.api(), ledger, random.nextLong());
        requests.add(clients.submit(client::send));
      }
      Eventually.holds(enough - before + " answers", () -> ledger.answered() >= enough);
      LockSupport.parkNanos(random.nextInt(MOST_JITTER_NANOS));
      process.kill();

      for (Future<Optional<String>> request : requests) {
        assertThat(request.get()).isEmpty();
      }
      System.out.printf(
          "KillIT: killed with %d of %d requests answered%n", ledger.answered() - before, REQUESTS);
      assertThat(ledger.answered() - before).isLessThan(REQUESTS);
    } finally {
      clients.shutdownNow();
    }
  }

  private void verify(NodeFolder node, Api api) throws Exception {
    assertThat(node.incoming()).isEmpty();
    Map<String, String> present = list(api);
    ledger.verify(present);
    present.forEach(
        (id, sha256) -> {
          Answer answer = api.get("images/" + id);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(Hashes.sha256(answer.body())).isEqualTo(sha256);
        });
    assertThat(api.get("tree").json().getInt("images")).isEqualTo(present.size());
    Set<String> needed = new HashSet<>(present.values());
    Eventually.holds("exactly the blobs that are needed", () -> blobs(node).equals(needed));
  }

  private static Map<String, String> list(Api api) {
    Map<String, String> present = new HashMap<>();
    String after = "";
    while (after != null) {
      String query = "images?limit=100" + (after.isEmpty() ? "" : "&after=" + after);
      JsonObject page = api.get(query).json();
      for (JsonObject image : page.getJsonArray("images").getValuesAs(JsonObject.class)) {
        present.put(image.getString("id"), image.getString("sha256"));
      }
      after =
          page.getOrDefault("next", JsonValue.NULL) == JsonValue.NULL
              ? null
              : page.getString("next");
    }
    return present;
  }

  private static Set<String> blobs(NodeFolder node) throws IOException {
    return node.blobs().stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.toSet());
  }
}
