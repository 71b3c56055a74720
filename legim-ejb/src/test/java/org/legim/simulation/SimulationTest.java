package org.legim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Trees of real nodes under everything that can go wrong, in one thread and virtual time.
 *
 * <p>A failure names its seed: {@code -Dlegim.simulation.seed=SEED} replays that world, {@code
 * -Dlegim.simulation.trace=LINES} shows more of what came before. {@code
 * -Dlegim.simulation.rounds=ROUNDS} runs so many worlds of random seeds, however long that takes.
 * The everyday build runs the same worlds each time, so that a change is judged by itself.
 */
class SimulationTest {

  private static final String SEED = "legim.simulation.seed";
  private static final int PHASES = 8;
  private static final long EVERYDAY_SEED = 1;
  private static final int EVERYDAY_WORLDS = 4;

  @Test
  void losesNothingAndBringsNothingBack() throws IOException {
    Map<String, Long> counts = World.counts();
    Long given = Long.getLong(SEED);
    int rounds = Integer.getInteger("legim.simulation.rounds", 0);
    long first = given != null ? given : rounds > 0 ? random() : EVERYDAY_SEED;
    if (rounds == 0) {
      rounds = given != null ? 1 : EVERYDAY_WORLDS;
    }
    long begin = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      new Simulation(first + round, PHASES, counts).run();
    }
    System.out.printf(
        "simulated %d worlds in %d s, seeds from %d: %s%n",
        rounds, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), first, counts);
    assertThat(counts.getOrDefault("calm", 0L)).isGreaterThan(rounds);
  }

  private static long random() {
    return RandomGenerator.getDefault().nextInt(1 << 30);
  }

  @Test
  void doesTheSameForTheSameSeed() throws IOException {
    assertThat(new Simulation(7, 2, World.counts()).run())
        .isEqualTo(new Simulation(7, 2, World.counts()).run());
  }
}
