package org.legim.launcher;

import fish.payara.micro.BootstrapException;
import java.io.IOException;
import java.util.Optional;
import org.legim.config.Handshake;
import org.legim.config.NodeConfig;

/** One node in this JVM, from start to stop. */
final class NodeProcess {
  private final NodeConfig config;
  private final Installation installation;
  private final ServerFolder folder;
  private final Terminal terminal;

  NodeProcess(
      NodeConfig config, Installation installation, ServerFolder folder, Terminal terminal) {
    this.config = config;
    this.installation = installation;
    this.folder = folder;
    this.terminal = terminal;
  }

  /** Starts the node, says when it is ready, and returns when it has stopped. */
  ExitCode run() throws Refusal {
    Farewell farewell = new Farewell(terminal, this::halt);
    StopSignals signals = new StopSignals(farewell::hurry);
    if (Lifeline.isWanted()) {
      signals.installBelowAnother();
      Lifeline.watch(signals, this::halt);
    } else {
      signals.install();
    }
    try {
      LogSetup.install(folder);
      JvmDefaults.set();
      System.setProperty(Handshake.LAUNCHED, "true");
      PayaraServer server =
          PayaraServer.start(
              PayaraArguments.of(config, installation.war(), folder), installation.extension());
      Optional<String> node = Readiness.await(signals);
      NodeLog.current().ifPresent(NodeLog::started);
      node.ifPresent(name -> terminal.say(ReadyLine.of(name, config)));
      ExitCode code = leave(signals, farewell);
      server.stop();
      return code;
    } catch (StartFailure e) {
      terminal.complain(
          Optional.ofNullable(System.getProperty(Handshake.FAILURE))
              .orElseGet(() -> e.getMessage() + "; see " + folder.file(LogSetup.START_LOG)));
      return ExitCode.FAILED;
    } catch (IOException e) {
      throw new Refusal("%s cannot be written: %s".formatted(folder.file(""), e.getMessage()));
    } catch (BootstrapException e) {
      terminal.complain("the server did not stop in order: " + e.getMessage());
      return ExitCode.KEPT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.KEPT;
    } finally {
      PayaraServer.silenceShutdownHook();
    }
  }

  /** Returns when the node has left its tree, if it does, and the server may stop. */
  private ExitCode leave(StopSignals signals, Farewell farewell) throws InterruptedException {
    Optional<Departure> left = Ending.await(signals);
    if (left.isPresent()) {
      terminal.complain(left.get().leftByItself());
      return left.get().code();
    }
    terminal.complain("stopping (" + signals.await() + ")");
    return farewell.leave();
  }

  private void halt() {
    terminal.complain("stopping at once");
    Runtime.getRuntime().halt(ExitCode.KEPT.number());
  }
}
