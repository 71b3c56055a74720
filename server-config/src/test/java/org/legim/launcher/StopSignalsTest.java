package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalsTest {
  private final AtomicInteger hurried = new AtomicInteger();
  private final StopSignals signals = new StopSignals(hurried::incrementAndGet);

  @Test
  void theFirstSignalAsksToStop() throws InterruptedException {
    assertThat(signals.received()).isFalse();

    signals.receive("SIGTERM");

    assertThat(signals.received()).isTrue();
    assertThat(signals.await()).isEqualTo("SIGTERM");
    assertThat(hurried).hasValue(0);
  }

  @Test
  void everyFurtherSignalHurries() throws InterruptedException {
    signals.receive("SIGTERM");
    signals.receive("SIGINT");
    signals.receive("SIGINT");

    assertThat(hurried).hasValue(2);
    assertThat(signals.await()).isEqualTo("SIGTERM");
  }

  @Test
  void waitsOnlySoLong() throws InterruptedException {
    assertThat(signals.await(Duration.ZERO)).isFalse();

    signals.ask("the end of its input");

    assertThat(signals.await(Duration.ZERO)).isTrue();
  }

  @Test
  void beingAskedTwiceIsNoHurry() throws InterruptedException {
    signals.ask("the end of its input");
    signals.ask("the end of its input");

    assertThat(signals.await()).isEqualTo("the end of its input");
    assertThat(hurried).hasValue(0);

    signals.receive("SIGTERM");
    signals.ask("the end of its input");
    assertThat(hurried).hasValue(1);
  }
}
