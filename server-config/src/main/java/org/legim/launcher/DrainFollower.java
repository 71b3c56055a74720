package org.legim.launcher;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.legim.launcher.client.ApiException;
import org.legim.launcher.client.ByteCount;
import org.legim.launcher.client.DrainApi;
import org.legim.launcher.client.DrainLine;
import org.legim.launcher.client.DrainView;

/** Shows a drain until it has ended, or the operator has seen enough: it goes on by itself. */
final class DrainFollower {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A gateway may be restarted meanwhile. */
  private static final int MOST_SILENT = 60;

  private static final String RETURN = "\r";

  private final DrainApi gateway;
  private final StopSignals signals;
  private final Duration pause;
  private final boolean bar;
  private final Terminal terminal;
  private final Set<String> told = new HashSet<>();
  private String shown = "";
  private long done = -1;
  private int silent;

  /**
   * @param signals when to stop following
   * @param bar whether to draw a bar over and over, and not a line for each change
   */
  DrainFollower(DrainApi gateway, StopSignals signals, boolean bar, Terminal terminal) {
    this(gateway, signals, PAUSE, bar, terminal);
  }

  DrainFollower(
      DrainApi gateway, StopSignals signals, Duration pause, boolean bar, Terminal terminal) {
    this.gateway = gateway;
    this.signals = signals;
    this.pause = pause;
    this.bar = bar;
    this.terminal = terminal;
  }

  /**
   * Follows a drain.
   *
   * @param target how its gateway is named on the command line
   */
  ExitCode follow(DrainView begun, List<String> target) throws ApiException, InterruptedException {
    String rest = begun.id() + (target.isEmpty() ? "" : " " + String.join(" ", target));
    terminal.say("drain %s of %s has begun".formatted(begun.id(), begun.name()));
    DrainView drain = begun;
    show(drain);
    while (drain.isUnderWay()) {
      if (signals.await(pause)) {
        end();
        terminal.say("the drain goes on; to end it: ./legim cancel " + rest);
        return ExitCode.FAILED;
      }
      drain = next(drain);
      show(drain);
    }
    end();
    return tell(drain, rest);
  }

  /** How it stands now; as before while the gateway does not answer for a short time. */
  private DrainView next(DrainView last) throws ApiException, InterruptedException {
    try {
      DrainView drain = gateway.find(last.id());
      silent = 0;
      return drain;
    } catch (ApiException e) {
      if (!e.mayPass() || ++silent >= MOST_SILENT) {
        end();
        throw e;
      }
      return last;
    }
  }

  private void show(DrainView drain) {
    for (String error : drain.errors()) {
      if (told.add(error)) {
        end();
        terminal.complain(error);
      }
    }
    if (bar) {
      draw(DrainLine.bar(drain));
    } else if (drain.blobsDone() != done) {
      terminal.say(DrainLine.numbers(drain));
    }
    done = drain.blobsDone();
  }

  private void draw(String line) {
    terminal.out().print(RETURN + line + " ".repeat(Math.max(0, shown.length() - line.length())));
    terminal.out().flush();
    shown = line;
  }

  /** Ends the line of the bar, if there is one. */
  private void end() {
    if (!shown.isEmpty()) {
      terminal.out().println();
      shown = "";
    }
  }

  private ExitCode tell(DrainView drain, String rest) {
    if (!drain.isGone()) {
      terminal.complain(
          "%s has not left: the drain ended as %s. %s"
              .formatted(drain.name(), drain.state(), drain.reason())
              .stripTrailing());
      return ExitCode.FAILED;
    }
    terminal.say(
        "%s has left the tree; %d images, %s are handed over"
            .formatted(drain.name(), drain.blobsDone(), ByteCount.of(drain.bytesDone())));
    drain
        .certificate()
        .ifPresent(
            certificate -> {
              terminal.say(
                  "certificate: %d blobs, %d bytes, root %s"
                      .formatted(certificate.blobs(), certificate.bytes(), certificate.root()));
              terminal.say("to check it: ./legim check-drain " + rest);
            });
    return ExitCode.STOPPED;
  }
}
