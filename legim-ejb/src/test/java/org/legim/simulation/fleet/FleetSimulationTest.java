package org.legim.simulation.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.legim.simulation.fleet.Figures.Cause;

/**
 * A fleet under joins, drains, deaths and returns, with the choices of receivers and of surplus
 * copies that the gateway makes.
 *
 * <p>The everyday build plays a small one. {@code -Dlegim.fleet.events=EVENTS} plays a large one of
 * {@code -Dlegim.fleet.nodes} and {@code -Dlegim.fleet.images}, and prints what it took; {@code
 * -Dlegim.fleet.seed} is its seed.
 */
class FleetSimulationTest {

  private static final int EVENTS = Integer.getInteger("legim.fleet.events", 0);
  private static final int NODES = Integer.getInteger("legim.fleet.nodes", 1_000);
  private static final int IMAGES = Integer.getInteger("legim.fleet.images", 1_000_000);
  private static final long SEED = Long.getLong("legim.fleet.seed", 1);

  /** So that what one event leaves to do is often not yet done at the next. */
  private static final double MEAN_SECONDS = 1200;

  @Test
  void losesNothingWhileFewerDisksThanCopiesAreLost() {
    FleetSimulation simulation = new FleetSimulation(size(), SEED);
    long begin = System.nanoTime();

    Figures figures = simulation.run();

    System.out.printf(
        "fleet simulated in %d s, seed %d:%n%n%s%n",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), SEED, figures.table());
    assertThat(figures.stuck).isZero();
    assertThat(figures.moved(Cause.JOIN)).isZero();
    assertThat(figures.moved(Cause.RETURN)).isZero();
    assertThat(figures.moved(Cause.OUTAGE)).isZero();
    assertThat(figures.disksLost).isPositive();
    assertMovedAtMost(1.05, Cause.DEATH, figures);
    assertMovedAtMost(1.05, Cause.BRANCH_DEATH, figures);
    assertMovedAtMost(2.05, Cause.DRAIN, figures);
    assertMovedAtMost(2.05, Cause.BRANCH_DRAIN, figures);
  }

  private static void assertMovedAtMost(double times, Cause cause, Figures figures) {
    assertThat(figures.moved(cause))
        .as("bytes that moved when %s", cause)
        .isPositive()
        .isLessThanOrEqualTo((long) (times * figures.least(cause)));
  }

  private static FleetSimulation.Size size() {
    return EVENTS == 0
        ? new FleetSimulation.Size(100, 10, 10_000, 1_000, MEAN_SECONDS)
        : new FleetSimulation.Size(NODES, 20, IMAGES, EVENTS, MEAN_SECONDS);
  }

  @Test
  void doesTheSameForTheSameSeed() {
    FleetSimulation.Size small = new FleetSimulation.Size(30, 4, 1_000, 200, MEAN_SECONDS);

    assertThat(new FleetSimulation(small, 7).run().table())
        .isEqualTo(new FleetSimulation(small, 7).run().table());
  }
}
