package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.legim.testing.Api;
import org.legim.testing.Eventually;

/** Many changes by many clients at once, and something that happens in the middle of them. */
final class LoadBurst {

  /** How many requests there are in one. */
  static final int REQUESTS = 200;

  private static final int CLIENTS = 20;
  private static final int MOST_JITTER_NANOS = 20_000_000;

  private final Ledger ledger;
  private final Random random;

  LoadBurst(Ledger ledger, Random random) {
    this.ledger = ledger;
    this.random = random;
  }

  /**
   * Sends them; no answer may be wrong, but answers may be missing.
   *
   * @return how many were answered
   */
  int send(Api api, Runnable inTheMiddle) throws Exception {
    int before = ledger.answered();
    int enough = before + random.nextInt(REQUESTS / 10, REQUESTS * 9 / 10);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Optional<String>>> requests = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        LoadClient client = new LoadClient(api, ledger, random.nextLong());
        requests.add(clients.submit(client::send));
      }
      Eventually.holds(enough - before + " answers", () -> ledger.answered() >= enough);
      LockSupport.parkNanos(random.nextInt(MOST_JITTER_NANOS));
      inTheMiddle.run();

      for (Future<Optional<String>> request : requests) {
        assertThat(request.get()).isEmpty();
      }
      return ledger.answered() - before;
    } finally {
      clients.shutdownNow();
    }
  }
}
