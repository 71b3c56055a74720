package org.legim.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what nodes do in the background. */
public final class Eventually {

  /** Far more than anything takes, since machines that run tests are slow at times. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  /** Assertions that hold in the end. */
  @FunctionalInterface
  public interface Assertions {
    /** Fails with an AssertionError as long as they do not hold. */
    void check() throws Exception;
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @param what it is, for the failure
   */
  public static void holds(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      pause(deadline, new AssertionError(what));
    }
  }

  /** Returns as soon as all assertions hold; fails as the last of them failed. */
  public static void passes(Assertions assertions) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    AssertionError failure = failure(assertions);
    while (failure != null) {
      pause(deadline, failure);
      failure = failure(assertions);
    }
  }

  private static AssertionError failure(Assertions assertions) throws Exception {
    try {
      assertions.check();
      return null;
    } catch (AssertionError e) {
      return e;
    }
  }

  private static void pause(long deadline, AssertionError failure) {
    if (System.nanoTime() > deadline) {
      throw new AssertionError(
          "not within " + PATIENCE.toSeconds() + " s: " + failure.getMessage(), failure);
    }
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
