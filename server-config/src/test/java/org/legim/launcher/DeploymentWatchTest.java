package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentWatchTest {
  private final Logger server = Logger.getLogger("javax.enterprise.system.core");
  private final DeploymentWatch watch = new DeploymentWatch();

  @BeforeEach
  void begin() {
    server.setUseParentHandlers(false);
    watch.begin();
  }

  @AfterEach
  void end() {
    watch.end();
    server.setUseParentHandlers(true);
  }

  @Test
  void hearsTheRootOfTheFirstFailure() {
    Throwable cause = new IllegalStateException("disk full\nsince yesterday");
    server.log(Level.SEVERE, "failed", new RuntimeException("wrapped", cause));
    server.log(Level.SEVERE, "failed again", new RuntimeException("later"));

    assertThat(watch.failure()).contains("java.lang.IllegalStateException: disk full");
  }

  @Test
  void takesTheMessageWhereThereIsNoException() {
    server.severe("no such archive");

    assertThat(watch.failure()).contains("no such archive");
  }

  @Test
  void doesNotTakeAWarningForAFailure() {
    server.log(Level.WARNING, "odd", new RuntimeException("odd"));

    assertThat(watch.failure()).isEmpty();
  }
}
