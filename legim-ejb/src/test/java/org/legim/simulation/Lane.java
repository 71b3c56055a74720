package org.legim.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor of a process, or of the world where it has none: so many tasks at the same time. */
final class Lane extends AbstractExecutorService implements ScheduledExecutorService {

  private static final long LONGEST_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  final SimulatedNode owner;
  private final World world;
  private final String name;
  private final int threads;
  private int running;

  Lane(World world, SimulatedNode owner, String name, int threads) {
    this.world = world;
    this.owner = owner;
    this.name = name;
    this.threads = threads;
  }

  boolean isFull() {
    return running >= threads;
  }

  boolean isDead() {
    return owner != null && !owner.isAlive();
  }

  boolean isStalled() {
    return owner != null && owner.machine().isStalled();
  }

  void run(Agenda.Task task) {
    running++;
    try {
      task.work().run();
    } finally {
      running--;
    }
  }

  @Override
  public void execute(Runnable work) {
    world.after(world.random().nextLong(LONGEST_DELAY_NANOS), this, name, work);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
    long more = world.random().nextLong(LONGEST_DELAY_NANOS);
    world.after(unit.toNanos(delay) + more, this, name, work);
    return new Never();
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable work, long first, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable work, long first, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    // It ends with its process.
  }

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return isDead();
  }

  @Override
  public boolean isTerminated() {
    return isDead();
  }

  @Override
  public boolean awaitTermination(long time, TimeUnit unit) {
    return true;
  }

  @Override
  public String toString() {
    return (owner == null ? "world" : owner.toString()) + " " + name;
  }

  /** Nobody waits for it. */
  private static final class Never extends FutureTask<Void> implements ScheduledFuture<Void> {
    Never() {
      super(() -> null);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
