package org.legim.launcher.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node in a process below this one. */
final class RunningNode {
  private static final Duration KILLED = Duration.ofSeconds(10);

  private final DemoNode node;
  private final Process process;
  private final Path log;

  private RunningNode(DemoNode node, Process process, Path log) {
    this.node = node;
    this.process = process;
    this.log = log;
  }

  static RunningNode start(NodeCommand command, Path folder, DemoNode node) throws IOException {
    Files.writeString(folder.resolve(node.fileName()), node.yaml());
    return new RunningNode(
        node, command.process(folder, node).start(), folder.resolve(node.logName()));
  }

  String name() {
    return node.name();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it has said that it takes connections. */
  boolean isReady() {
    return log().stream()
        .anyMatch(line -> line.startsWith("legim: ") && line.contains(" ready at "));
  }

  /** How it ended and what it said last; only of one that is not alive. */
  String obituary(int lines) {
    return "%s has ended with exit code %d; it said last:%n%s"
        .formatted(name(), process.exitValue(), lastWords(lines));
  }

  /** The last lines that it said. */
  String lastWords(int lines) {
    List<String> said = log();
    return String.join(
        System.lineSeparator(), said.subList(Math.max(0, said.size() - lines), said.size()));
  }

  /** Asks it to stop in order. */
  void stop() {
    if (process.supportsNormalTermination()) {
      // Not Process.destroy, which closes the streams too: one request is enough.
      process.toHandle().destroy();
    } else {
      letGo();
    }
  }

  /** Closes the lifeline, by which a node notices that nobody needs it any more. */
  private void letGo() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // closed, as far as this side can close it
    }
  }

  /** Waits for its end, and kills it if that takes too long. Returns whether it ended by itself. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      kill();
      awaitKilled();
    }
    return ended;
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Returns when the system has taken it away, and with it its hold on files. */
  void awaitKilled() {
    process
        .onExit()
        .orTimeout(KILLED.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(e -> null)
        .join();
  }

  private List<String> log() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(the log cannot be read: " + e.getMessage() + ")");
    }
  }
}
