package org.legim.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.legim.testing.Eventually;

/** Clients that change and read images while something happens to the nodes. */
final class ChaosLoad implements AutoCloseable {

  private static final int CLIENTS = 6;
  private static final int REQUESTS = 40;

  private final ChaosTree tree;
  private final Ledger ledger;
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

  ChaosLoad(ChaosTree tree, Ledger ledger) {
    this.tree = tree;
    this.ledger = ledger;
  }

  /** Sends requests, and does something when some of them are done; returns what was wrong. */
  List<String> around(Random random, Callable<?> inTheMiddle) throws Exception {
    AtomicInteger done = new AtomicInteger();
    List<Future<Optional<String>>> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Callable<Optional<String>> request = request(i, random.nextLong());
      requests.add(
          clients.submit(
              () -> {
                try {
                  return request.call();
                } finally {
                  done.incrementAndGet();
                }
              }));
    }
    int some = random.nextInt(REQUESTS);
    Eventually.holds("requests are answered or not", () -> done.get() >= some);
    inTheMiddle.call();
    List<String> wrong = new ArrayList<>();
    for (Future<Optional<String>> request : requests) {
      request.get().ifPresent(wrong::add);
    }
    return wrong;
  }

  private Callable<Optional<String>> request(int number, long seed) {
    return number % 2 == 0
        ? new ChaosRead(tree, ledger)
        : new LoadClient(tree.api(), ledger, seed, true)::send;
  }

  @Override
  public void close() {
    clients.shutdownNow();
  }
}
