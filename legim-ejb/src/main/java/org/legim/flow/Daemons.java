package org.legim.flow;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for the node's own threads, so that an operator finds them in a thread dump. */
public final class Daemons {

  private Daemons() {}

  /** Makes daemon threads called {@code name-1}, {@code name-2}, … */
  public static ThreadFactory named(String name) {
    AtomicInteger made = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
