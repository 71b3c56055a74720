package org.legim.launcher;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hears of a deployment that fails. Payara Micro goes on without the application, lists it as
 * deployed and tells only its log; a filter hears that log whatever handlers are configured.
 */
final class DeploymentWatch {
  /** Held, as the JDK holds loggers only weakly. */
  private final Logger server = Logger.getLogger("javax.enterprise.system.core");

  private final AtomicReference<LogRecord> first = new AtomicReference<>();

  /** Listens from now on. */
  void begin() {
    server.setFilter(
        record -> {
          if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            first.compareAndSet(null, record);
          }
          return true;
        });
  }

  /** Listens no more. */
  void end() {
    server.setFilter(null);
  }

  /** Why the deployment failed, if it has. */
  Optional<String> failure() {
    return Optional.ofNullable(first.get())
        .map(
            record ->
                record.getThrown() == null
                    ? record.getMessage()
                    : rootCause(record.getThrown()).toString())
        .map(reason -> reason.lines().findFirst().orElse(""));
  }

  static Throwable rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }
}
