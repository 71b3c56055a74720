package org.legim.latency;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * One request to one node, from its sending on. It is said once how it went: {@link #answered},
 * {@link #outrun} or {@link #failed}, the last also after the first of them. Any thread may say so;
 * what comes later says nothing.
 */
public final class Attempt implements AutoCloseable {

  private final NodeLatency node;
  private final LongSupplier nanos;
  private final boolean probe;
  private final long begin;
  private final AtomicBoolean waiting = new AtomicBoolean(true);
  private final AtomicBoolean open = new AtomicBoolean(true);

  private Attempt(NodeLatency node, LongSupplier nanos, boolean probe) {
    this.node = node;
    this.nanos = nanos;
    this.probe = probe;
    this.begin = nanos.getAsLong();
  }

  static Attempt read(NodeLatency node, LongSupplier nanos) {
    Attempt read = new Attempt(node, nanos, false);
    node.begun(read);
    return read;
  }

  static Attempt probe(NodeLatency node, LongSupplier nanos) {
    return new Attempt(node, nanos, true);
  }

  long begin() {
    return begin;
  }

  boolean isWaiting() {
    return waiting.get();
  }

  /** The first byte is there; the rest depends on how long the blob is, and is not measured. */
  public void answered() {
    if (waiting.compareAndSet(true, false)) {
      long now = nanos.getAsLong();
      node.answered(now - begin, now, probe);
    }
  }

  /** There was no answer, or it broke off. */
  public void failed() {
    waiting.set(false);
    if (open.get()) {
      node.failed(nanos.getAsLong());
    }
  }

  /** It is no longer waited for, as another node has answered before. */
  public void outrun() {
    if (waiting.compareAndSet(true, false)) {
      long now = nanos.getAsLong();
      node.outrun(now - begin, now);
    }
  }

  /** Nothing more comes of it. */
  @Override
  public void close() {
    if (!open.compareAndSet(true, false)) {
      return;
    }
    waiting.set(false);
    if (probe) {
      node.probed(nanos.getAsLong());
    } else {
      node.ended();
    }
  }
}
