package org.legim.launcher;

import java.time.Duration;
import java.util.Optional;
import org.legim.config.Handshake;

/** Waits until the process is asked to stop, or the node has left its tree without that. */
final class Ending {
  private static final Duration POLL = Duration.ofMillis(200);

  private Ending() {}

  /** How the node has left; none if the process was asked to stop. */
  static Optional<Departure> await(StopSignals signals) throws InterruptedException {
    do {
      String left = System.getProperty(Handshake.LEFT);
      if (left != null) {
        return Optional.of(Departure.valueOf(left));
      }
    } while (!signals.await(POLL));
    return Optional.empty();
  }
}
