package org.legim.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.legim.blob.Sha256;
import org.legim.latency.Latencies;
import org.legim.latency.LowestCost;
import org.legim.link.LinkException.Kind;

class ProbesTest {

  private static final Sha256 BLOB = new Sha256("ab".repeat(32));
  private static final byte[] BYTES = {1, 2, 3};
  private static final List<String> HOLDERS = List.of("usa", "hanoi");

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final List<Runnable> queue = new ArrayList<>();
  private final Latencies latencies = new Latencies(() -> this.now);
  private final FakeBranches nodes = new FakeBranches(BYTES.length).whole("usa", BYTES);
  private long now;

  @BeforeEach
  void prefer() {
    latencies.pinged("usa", 0);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void readAByteOfTheBlobThatAHolderIsNotAskedFor() {
    nodes.whole("hanoi", BYTES);

    order();
    order();
    assertThat(queue).hasSize(1);
    queue.get(0).run();

    assertThat(nodes.requests).containsExactly("hanoi 0 1");
    assertThat(nodes.closed).containsExactly("hanoi");
    assertThat(latencies.standing("hanoi").age()).hasValue(0);
    order();
    assertThat(queue).hasSize(1);
  }

  @Test
  void takeAMissingBlobForAnAnswer() {
    nodes.refusing("hanoi", Kind.MOVED);
    order();
    queue.get(0).run();

    assertThat(latencies.standing("hanoi").failed()).isFalse();
    assertThat(latencies.standing("hanoi").age()).hasValue(0);
  }

  @Test
  void findOutThatAHolderFails() {
    nodes.refusing("hanoi", Kind.UNREACHABLE);
    order();
    queue.get(0).run();

    assertThat(latencies.standing("hanoi").failed()).isTrue();
  }

  @Test
  void areTriedAgainWhereThereIsNoThreadForThem() {
    nodes.whole("hanoi", BYTES);
    routing(
            task -> {
              throw new RejectedExecutionException("full");
            })
        .order(HOLDERS, BLOB);
    now += TimeUnit.SECONDS.toNanos(1);
    order();

    assertThat(queue).hasSize(1);
  }

  private void order() {
    assertThat(routing(queue::add).order(HOLDERS, BLOB)).containsExactly("usa", "hanoi");
  }

  private Routing routing(Executor executor) {
    return new Routing(
        nodes,
        latencies,
        new LowestCost(latencies, new Random(1)),
        Optional.of(new Probes(latencies, timer, executor)),
        Optional.empty());
  }
}
