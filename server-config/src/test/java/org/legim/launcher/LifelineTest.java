package org.legim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifelineTest {
  private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();

  private Lifeline on(InputStream input) {
    return new Lifeline(input, () -> done.add("stop"), () -> done.add("kill"), Duration.ZERO);
  }

  @Test
  void stopsTheProcessAndThenKillsItWhenTheStreamEnds() {
    on(new ByteArrayInputStream(new byte[] {1, 2})).hold();

    assertThat(done).containsExactly("stop", "kill");
  }

  @Test
  void takesAStreamThatFailsForOneThatHasEnded() {
    on(new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("closed");
          }
        })
        .hold();

    assertThat(done).containsExactly("stop", "kill");
  }

  @Test
  void doesNothingWhileTheOtherEndIsOpen() throws Exception {
    CountDownLatch reading = new CountDownLatch(2);
    PipedOutputStream other = new PipedOutputStream();
    InputStream input =
        new PipedInputStream(other) {
          @Override
          public synchronized int read() throws IOException {
            reading.countDown();
            return super.read();
          }
        };
    var executor = Executors.newSingleThreadExecutor();
    try {
      Future<?> held = executor.submit(on(input)::hold);
      other.write(1);
      other.flush();
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(List.copyOf(done)).isEmpty();

      other.close();
      held.get(20, TimeUnit.SECONDS);
      assertThat(done).containsExactly("stop", "kill");
    } finally {
      executor.shutdownNow();
    }
  }
}
