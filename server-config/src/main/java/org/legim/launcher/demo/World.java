package org.legim.launcher.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The processes of the demo, level by level. */
final class World {
  private final NodeCommand command;
  private final Path folder;
  private final Duration patience;

  /** The deepest first. */
  private final Deque<List<RunningNode>> levels = new ArrayDeque<>();

  private boolean killed;

  /**
   * @param patience how long each level may take to stop in order
   */
  World(NodeCommand command, Path folder, Duration patience) {
    this.command = command;
    this.folder = folder;
    this.patience = patience;
  }

  /** Starts the nodes of the next level, unless all has been killed. */
  synchronized List<RunningNode> start(List<DemoNode> nodes) throws IOException {
    List<RunningNode> level = new ArrayList<>();
    levels.push(level);
    for (DemoNode node : nodes) {
      if (!killed) {
        level.add(RunningNode.start(command, folder, node));
      }
    }
    return List.copyOf(level);
  }

  /** Those that have ended though nobody stopped them. */
  List<RunningNode> dead() {
    return all().stream().filter(node -> !node.isAlive()).toList();
  }

  /**
   * Stops all from the leaves up, so that each can still reach its parent.
   *
   * @param progress told of each level that is gone
   * @return whether all ended by themselves that had started
   */
  boolean stop(Consumer<String> progress) throws InterruptedException {
    boolean inOrder = true;
    for (List<RunningNode> level : levels()) {
      level.forEach(node -> stop(node, progress));
      long deadline = System.nanoTime() + patience.toNanos();
      for (RunningNode node : level) {
        if (!node.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
          progress.accept(node.name() + " did not stop in time and was killed");
          inOrder = false;
        }
      }
      progress.accept(
          "stopped " + level.stream().map(RunningNode::name).collect(Collectors.joining(", ")));
    }
    return inOrder && !isKilled();
  }

  /** One that is still starting could not heed a request to stop before it is up. */
  private static void stop(RunningNode node, Consumer<String> progress) {
    if (node.isReady()) {
      node.stop();
    } else if (node.isAlive()) {
      progress.accept(node.name() + " was still starting and is killed");
      node.kill();
    }
  }

  /** Ends all at once; nothing can be started after it. */
  synchronized void kill() {
    killed = true;
    all().forEach(RunningNode::kill);
    all().forEach(RunningNode::awaitKilled);
  }

  private synchronized boolean isKilled() {
    return killed;
  }

  private synchronized List<List<RunningNode>> levels() {
    return levels.stream().map(List::copyOf).filter(level -> !level.isEmpty()).toList();
  }

  /** The last lines of what some of the nodes said, each below its name. */
  String lastWords(Collection<String> names, int lines) {
    return all().stream()
        .filter(node -> names.contains(node.name()))
        .map(node -> "%s said last:%n%s".formatted(node.name(), node.lastWords(lines)))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private List<RunningNode> all() {
    return levels().stream().flatMap(List::stream).toList();
  }
}
