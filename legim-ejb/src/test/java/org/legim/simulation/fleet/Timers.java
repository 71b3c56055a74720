package org.legim.simulation.fleet;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Virtual time, in seconds, and what is due when. */
final class Timers {

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
  private final LongConsumer passed;
  private long made;
  private long now;

  /**
   * @param passed is told of each time that it has come
   */
  Timers(LongConsumer passed) {
    this.passed = passed;
  }

  private record Timer(long at, long number, Runnable task) {}

  long now() {
    return now;
  }

  void in(long seconds, Runnable task) {
    timers.add(new Timer(now + seconds, made++, task));
  }

  boolean isEmpty() {
    return timers.isEmpty();
  }

  /** Whether something is due by a time. */
  boolean isDue(long time) {
    return !timers.isEmpty() && timers.peek().at <= time;
  }

  void runNext() {
    Timer timer = timers.remove();
    passTo(timer.at);
    timer.task.run();
  }

  void passTo(long time) {
    passed.accept(time);
    now = time;
  }
}
