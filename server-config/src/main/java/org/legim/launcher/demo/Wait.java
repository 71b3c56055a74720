package org.legim.launcher.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits for what nodes do in their own time, while they live and the operator does not mind. */
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LAST_LINES = 12;

  private final World world;
  private final BooleanSupplier stopping;

  /**
   * @param stopping whether the operator wants no more of it
   */
  Wait(World world, BooleanSupplier stopping) {
    this.world = world;
    this.stopping = stopping;
  }

  /**
   * Returns once the condition holds, and whether it does: not if that takes too long.
   *
   * @throws DemoFailure if a node has died
   */
  boolean until(Duration patience, Condition condition)
      throws DemoFailure, Stopped, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      check();
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return true;
  }

  /** Throws if there is no sense in going on. */
  void check() throws DemoFailure, Stopped {
    if (stopping.getAsBoolean()) {
      throw new Stopped();
    }
    List<RunningNode> dead = world.dead();
    if (!dead.isEmpty()) {
      throw new DemoFailure(dead.get(0).obituary(LAST_LINES));
    }
  }

  /** Returns when the operator wants to stop; tells of nodes that end before, each once. */
  void forTheOperator(Audience audience) throws InterruptedException {
    List<RunningNode> known = List.of();
    while (!stopping.getAsBoolean()) {
      List<RunningNode> dead = world.dead();
      for (RunningNode node : dead) {
        if (!known.contains(node)) {
          audience.complain(node.obituary(LAST_LINES));
        }
      }
      known = dead;
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** What is waited for. */
  interface Condition {
    /** Whether it has come. */
    boolean holds() throws InterruptedException;
  }
}
