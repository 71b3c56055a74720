package org.legim.drain;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.legim.flow.Progress;

/** How fast drains were, as measured last. */
final class Speed {

  private final AtomicLong bytesPerSecond = new AtomicLong();

  void measured(long now) {
    bytesPerSecond.set(now);
  }

  /** How long so much takes; empty before anything was measured. */
  OptionalLong secondsFor(long bytes) {
    return Progress.seconds(bytes, bytesPerSecond.get());
  }
}
