package org.legim.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** What is to be done when, in virtual time; what is due at the same time in random order. */
final class Agenda {

  private final RandomGenerator random;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::tie));

  Agenda(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Something to do.
   *
   * @param due in virtual nanoseconds
   * @param lane the executor that runs it
   */
  record Task(long due, long tie, Lane lane, String what, Runnable work) {}

  void add(long due, Lane lane, String what, Runnable work) {
    tasks.add(new Task(due, random.nextLong(), lane, what, work));
  }

  /** The next, which is not on the agenda any more; null if there is nothing to do at all. */
  Task next() {
    return tasks.poll();
  }
}
