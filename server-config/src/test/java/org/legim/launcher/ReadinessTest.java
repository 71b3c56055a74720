package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.legim.config.Handshake;

class ReadinessTest {
  private final StopSignals signals = new StopSignals(() -> {});

  @AfterEach
  void forget() {
    System.clearProperty(Handshake.READY);
    System.clearProperty(Handshake.FAILURE);
  }

  @Test
  void waitsForTheApplicationToSayWhoItIs() throws Exception {
    CompletableFuture<String> node =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Readiness.await(signals).orElse("nobody");
              } catch (StartFailure | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(node).isNotDone();

    System.setProperty(Handshake.READY, "gateway hanoi");

    assertThat(node.get(10, TimeUnit.SECONDS)).isEqualTo("gateway hanoi");
  }

  @Test
  void aFailureWinsOverReady() {
    System.setProperty(Handshake.READY, "gateway hanoi");
    System.setProperty(Handshake.FAILURE, "the catalogue is of a newer version");

    assertThatThrownBy(() -> Readiness.await(signals))
        .isInstanceOf(StartFailure.class)
        .hasMessage("the catalogue is of a newer version");
  }

  @Test
  void givesUpWhenAskedToStop() throws Exception {
    signals.receive("SIGTERM");

    assertThat(Readiness.await(signals)).isEmpty();
  }
}
