package org.legim.launcher;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;

/** Lets the node leave its tree before the server stops, and hears those who cannot wait. */
final class Farewell {
  /** Who has next to nothing to hand over leaves without a word about it. */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private enum Stage {
    NOT_LEAVING,
    LEAVING,
    HURRIED
  }

  private final NodeBean node;
  private final Terminal terminal;
  private final Duration silence;
  private final Runnable halt;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NOT_LEAVING);

  /**
   * @param halt ends this process at once
   */
  Farewell(Terminal terminal, Runnable halt) {
    this(terminal, SILENCE, halt);
  }

  Farewell(Terminal terminal, Duration silence, Runnable halt) {
    this.node = new NodeBean();
    this.terminal = terminal;
    this.silence = silence;
    this.halt = halt;
  }

  /** Returns when the node has left or will not leave any more, with what the process ends with. */
  ExitCode leave() throws InterruptedException {
    stage.set(Stage.LEAVING);
    try {
      return await(begin());
    } catch (ExecutionException e) {
      terminal.complain("the node could not leave its tree: " + DeploymentWatch.rootCause(e));
      return ExitCode.KEPT;
    } finally {
      stage.set(Stage.NOT_LEAVING);
    }
  }

  private FutureTask<Optional<Departure>> begin() {
    FutureTask<Optional<Departure>> leaving = new FutureTask<>(node::stop);
    run("leave", leaving);
    return leaving;
  }

  private ExitCode await(FutureTask<Optional<Departure>> leaving)
      throws InterruptedException, ExecutionException {
    try {
      return code(leaving.get(silence.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      terminal.complain("draining; a second Ctrl-C keeps what is left");
      Optional<Departure> departure = leaving.get();
      departure.ifPresent(each -> terminal.complain(each.stopped()));
      return code(departure);
    }
  }

  private static ExitCode code(Optional<Departure> departure) {
    return departure.map(Departure::code).orElse(ExitCode.STOPPED);
  }

  /** A further signal: the second lets the node keep the rest, the next waits for nothing. */
  void hurry() {
    if (stage.compareAndSet(Stage.LEAVING, Stage.HURRIED)) {
      terminal.complain("finishing what is under way and keeping the rest; a third stops at once");
      run("hurry", this::hurryNode);
    } else {
      halt.run();
    }
  }

  private void hurryNode() {
    try {
      node.hurry();
    } catch (JMException e) {
      terminal.complain("the node could not be hurried: " + DeploymentWatch.rootCause(e));
    }
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
