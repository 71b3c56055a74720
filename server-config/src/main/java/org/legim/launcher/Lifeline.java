package org.legim.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.legim.config.Handshake;

/**
 * Ends this process when the one that started it is gone. That one holds the other end of our
 * standard input and never writes; however it ends, the system closes its end, and we read the end
 * of the stream. No process id is involved that could by then belong to another.
 */
final class Lifeline {
  /** How long a node may take to stop in order when nobody waits for it any more. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final InputStream input;
  private final Runnable stop;
  private final Runnable kill;
  private final Duration grace;

  /**
   * @param stop asks this process to stop in order
   * @param kill ends it at once; called when it still lives after the grace period
   */
  Lifeline(InputStream input, Runnable stop, Runnable kill, Duration grace) {
    this.input = input;
    this.stop = stop;
    this.kill = kill;
    this.grace = grace;
  }

  /** Whether whoever started this process has asked for one. */
  static boolean isWanted() {
    return Boolean.getBoolean(Handshake.LIFELINE);
  }

  /** Watches standard input from now on. */
  static void watch(StopSignals signals, Runnable kill) {
    Lifeline lifeline =
        new Lifeline(System.in, () -> signals.ask("its parent process is gone"), kill, GRACE);
    Thread thread = new Thread(lifeline::hold, "lifeline");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when the stream has ended and all has been done about it. */
  void hold() {
    awaitEnd();
    stop.run();
    try {
      Thread.sleep(grace.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill.run();
  }

  private void awaitEnd() {
    try {
      while (input.read() >= 0) {
        // what is written there has no meaning
      }
    } catch (IOException e) {
      // a stream that cannot be read has ended
    }
  }
}
