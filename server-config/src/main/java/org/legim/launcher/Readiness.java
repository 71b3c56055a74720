package org.legim.launcher;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.legim.config.Handshake;

/** Waits for the application to say that it serves, or why it does not. */
final class Readiness {
  private static final long POLL_MILLIS = 50;

  private Readiness() {}

  /** The role and name of the node; none if it was asked to stop before. */
  static Optional<String> await(StopSignals signals) throws StartFailure, InterruptedException {
    while (!signals.received()) {
      String failure = System.getProperty(Handshake.FAILURE);
      if (failure != null) {
        throw new StartFailure(failure);
      }
      String node = System.getProperty(Handshake.READY);
      if (node != null) {
        return Optional.of(node);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return Optional.empty();
  }
}
