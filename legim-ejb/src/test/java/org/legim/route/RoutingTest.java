package org.legim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.legim.blob.Blob;
import org.legim.blob.Sha256;
import org.legim.latency.Attempt;
import org.legim.latency.HedgePolicy;
import org.legim.latency.Latencies;
import org.legim.latency.LowestCost;
import org.legim.link.BlobLink;
import org.legim.link.BlobStream;
import org.legim.link.Cancellation;
import org.legim.link.ImageEntry;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.Parcel;
import org.legim.link.Receipt;

/** Holders that are late, fail, or are asked by nobody. */
@Timeout(60)
class RoutingTest {

  private static final Sha256 BLOB = new Sha256("ab".repeat(32));
  private static final Part PART = new Part(BLOB, 0, -1);
  private static final List<String> HOLDERS = List.of("usa", "hanoi", "florida");

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final ExecutorService hedges = Executors.newCachedThreadPool();
  private final Latencies latencies = new Latencies(System::nanoTime);
  private final HedgePolicy policy = new HedgePolicy(latencies);
  private final Nodes nodes = new Nodes();
  private final Routing routing =
      new Routing(
          nodes,
          latencies,
          new LowestCost(latencies, new Random(1)),
          Optional.empty(),
          Optional.of(new Hedging(policy, timer, hedges)));

  @AfterEach
  void stop() throws Exception {
    timer.shutdownNow();
    hedges.shutdownNow();
    assertThat(hedges.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void asksASecondHolderWhereTheFirstIsLate() throws Exception {
    nodes.answers.put("usa", nodes::untilCancelled);
    Queue<String> left = new ArrayDeque<>(HOLDERS);

    try (Source source = routing.open(left, PART)) {
      assertThat(source.node()).isEqualTo("hanoi");
    }
    assertThat(left).containsExactly("florida");
    assertThat(nodes.isCancelled("usa")).isTrue();
    assertThat(latencies.standing("usa").inFlight()).isZero();
    assertThat(latencies.standing("usa").failed()).isFalse();
    assertThat(latencies.standing("usa").expected())
        .isGreaterThan(latencies.standing("hanoi").expected());
  }

  @Test
  void asksASecondHolderWhereTheFirstIsStuckAndReadsThatWereLateHaveSpentTheBudget()
      throws Exception {
    while (policy.mayHedge("hanoi")) {
      policy.sent("usa");
    }
    nodes.answers.put("usa", nodes::untilCancelled);

    try (Source source = routing.open(new ArrayDeque<>(HOLDERS), PART)) {
      assertThat(source.node()).isEqualTo("hanoi");
    }
  }

  @Test
  void asksASecondHolderAsSoonAsTheFirstIsKnownToFail() throws Exception {
    nodes.answers.put("usa", nodes::untilCancelled);
    while (policy.mayHedgeStuck("florida", "hanoi")) {
      policy.sent("usa");
    }
    timer.schedule(
        () -> {
          try (Attempt failing = latencies.read("usa")) {
            failing.failed();
          }
        },
        1,
        TimeUnit.SECONDS);

    try (Source source = routing.open(new ArrayDeque<>(HOLDERS), PART)) {
      assertThat(source.node()).isEqualTo("hanoi");
    }
  }

  @Test
  void takesTheFirstHolderWhereTheSecondIsNoSooner() throws Exception {
    CountDownLatch hedged = new CountDownLatch(1);
    nodes.answers.put(
        "usa",
        cancellation -> {
          await(hedged);
          return stream();
        });
    nodes.answers.put(
        "hanoi",
        cancellation -> {
          hedged.countDown();
          return nodes.untilCancelled(cancellation);
        });

    try (Source source = routing.open(new ArrayDeque<>(HOLDERS), PART)) {
      assertThat(source.node()).isEqualTo("usa");
    }
    assertThat(nodes.isCancelled("hanoi")).isTrue();
  }

  @Test
  void waitsForTheSecondHolderWhereTheFirstFailsMeanwhile() throws Exception {
    CountDownLatch hedged = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    nodes.answers.put(
        "usa",
        cancellation -> {
          await(hedged);
          failed.countDown();
          throw new LinkException(Kind.UNREACHABLE, "usa");
        });
    nodes.answers.put(
        "hanoi",
        cancellation -> {
          hedged.countDown();
          await(failed);
          return stream();
        });

    try (Source source = routing.open(new ArrayDeque<>(HOLDERS), PART)) {
      assertThat(source.node()).isEqualTo("hanoi");
    }
  }

  @Test
  void waitsOnForTheFirstHolderWhereTheSecondFails() throws Exception {
    CountDownLatch hedged = new CountDownLatch(1);
    nodes.answers.put(
        "usa",
        cancellation -> {
          await(hedged);
          return stream();
        });
    nodes.answers.put(
        "hanoi",
        cancellation -> {
          hedged.countDown();
          throw new IllegalStateException("hanoi");
        });

    try (Source source = routing.open(new ArrayDeque<>(HOLDERS), PART)) {
      assertThat(source.node()).isEqualTo("usa");
    }
  }

  @Test
  void leavesTheOthersWhereBothFail() throws Exception {
    CountDownLatch hedged = new CountDownLatch(1);
    nodes.answers.put(
        "usa",
        cancellation -> {
          await(hedged);
          throw new LinkException(Kind.UNREACHABLE, "usa");
        });
    nodes.answers.put(
        "hanoi",
        cancellation -> {
          hedged.countDown();
          throw new LinkException(Kind.FAILED, "hanoi");
        });
    Queue<String> left = new ArrayDeque<>(HOLDERS);

    assertThatExceptionOfType(SourceException.class).isThrownBy(() -> routing.open(left, PART));

    assertThat(left).containsExactly("florida");
    assertThat(latencies.standing("usa").failed()).isTrue();
    assertThat(latencies.standing("hanoi").failed()).isTrue();
  }

  @Test
  void leavesNothingOpenWhereTheFirstFailsInAWayThatNobodyExpects() {
    CountDownLatch closed = new CountDownLatch(1);
    nodes.answers.put(
        "usa",
        cancellation -> {
          while (!cancellation.isCancelled()) {
            Thread.onSpinWait();
          }
          throw new IllegalStateException("usa");
        });
    nodes.answers.put(
        "hanoi",
        cancellation -> new BlobStream(InputStream.nullInputStream(), 0, () -> closed.countDown()));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> routing.open(new ArrayDeque<>(HOLDERS), PART));

    assertThat(closed.getCount()).isZero();
    assertThat(latencies.standing("usa").inFlight()).isZero();
    assertThat(latencies.standing("hanoi").inFlight()).isZero();
  }

  @Test
  void asksNoSecondHolderWhereTheFirstFailsAtOnce() throws Exception {
    nodes.answers.put(
        "usa",
        cancellation -> {
          throw new LinkException(Kind.MOVED, "usa");
        });
    Queue<String> left = new ArrayDeque<>(HOLDERS);

    assertThatExceptionOfType(SourceException.class).isThrownBy(() -> routing.open(left, PART));

    assertThat(left).containsExactly("hanoi", "florida");
    assertThat(latencies.standing("usa").failed()).isFalse();
  }

  @Test
  void waitsForTheOnlyHolderForAsLongAsItTakes() throws Exception {
    try (Source source = routing.open(new ArrayDeque<>(List.of("usa")), PART)) {
      assertThat(source.node()).isEqualTo("usa");
    }
  }

  private static BlobStream stream() {
    return new BlobStream(new ByteArrayInputStream(new byte[] {7}), 1, () -> {});
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a node answers. */
  private interface Answer {
    BlobStream of(Cancellation cancellation) throws LinkException;
  }

  private static final class Nodes implements Branches, BlobLink {

    final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final Map<String, Cancellation> asked = new ConcurrentHashMap<>();

    boolean isCancelled(String node) {
      return asked.get(node).isCancelled();
    }

    BlobStream untilCancelled(Cancellation cancellation) throws LinkException {
      while (!cancellation.isCancelled()) {
        Thread.onSpinWait();
      }
      throw new LinkException(Kind.UNREACHABLE, "cancelled");
    }

    @Override
    public List<String> reachable(Collection<String> nodes) {
      return List.copyOf(nodes);
    }

    @Override
    public Optional<BlobLink> towards(String node) {
      return Optional.of(this);
    }

    @Override
    public BlobStream open(
        String node, Sha256 hash, long from, long count, Cancellation cancellation)
        throws LinkException {
      asked.put(node, cancellation);
      return answers.getOrDefault(node, any -> stream()).of(cancellation);
    }

    @Override
    public BlobStream open(String node, Sha256 hash, long from, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void put(String node, Blob blob, ImageEntry image) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Receipt> send(String node, List<Parcel> parcels) {
      throw new UnsupportedOperationException();
    }
  }
}
