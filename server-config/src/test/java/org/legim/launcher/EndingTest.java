package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.legim.config.Handshake;
import org.legim.drain.Outcome;

class EndingTest {
  private final StopSignals signals = new StopSignals(() -> {});

  @AfterEach
  void forget() {
    System.clearProperty(Handshake.LEFT);
  }

  @ParameterizedTest
  @EnumSource
  void isThatOfANodeThatHasLeftByItself(Outcome outcome) throws Exception {
    System.setProperty(Handshake.LEFT, outcome.name());

    assertThat(Ending.await(signals)).contains(Departure.valueOf(outcome.name()));
  }

  @Test
  void isNoneWhenTheProcessIsAskedToStop() throws Exception {
    signals.receive("SIGTERM");

    assertThat(Ending.await(signals)).isEmpty();
  }

  @Test
  void isWaitedFor() throws Exception {
    CompletableFuture<Departure> ending =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Ending.await(signals).orElseThrow();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(ending).isNotDone();

    System.setProperty(Handshake.LEFT, "GONE");

    assertThat(ending.get(10, TimeUnit.SECONDS)).isEqualTo(Departure.GONE);
  }
}
