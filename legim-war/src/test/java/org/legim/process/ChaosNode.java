package org.legim.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.legim.config.KillPoint;

/**
 * A node to which much happens: its process, which may have ended, and its lines to its parent and
 * back. Used by one thread, but for {@link #isSteady}.
 */
final class ChaosNode implements AutoCloseable {

  private static final String SETTINGS = "drain:\n  rate: 2 MB\n  timeout: 30 s";

  private final ChaosNode parent;
  private final NodeFolder folder;
  private final List<CutProxy> lines;
  private LegimProcess process;
  private boolean armed;
  private boolean signalled;
  private volatile boolean disturbed = true;
  private String former;

  private ChaosNode(ChaosNode parent, NodeFolder folder, List<CutProxy> lines) {
    this.parent = parent;
    this.folder = folder;
    this.lines = lines;
  }

  /** The node above all others. */
  static ChaosNode gateway(Path parent, String... settings) {
    return new ChaosNode(null, NodeFolder.create(parent, "gateway", settings), List.of());
  }

  /** Makes the folder of a node below this one, and the lines between them. */
  ChaosNode below(Path folders, String name) throws IOException {
    NodeFolder child = NodeFolder.create(folders, name);
    CutProxy up = CutProxy.to(folder.port());
    CutProxy down = CutProxy.to(child.port());
    child.configure(
        "  url: http://127.0.0.1:%d/legim".formatted(down.port()),
        "  capacity: 1 GB",
        "parent:\n  ip: 127.0.0.1\n  port: %d".formatted(up.port()),
        SETTINGS);
    return new ChaosNode(this, child, List.of(up, down));
  }

  String name() {
    return folder.name();
  }

  NodeFolder folder() {
    return folder;
  }

  boolean isGateway() {
    return parent == null;
  }

  boolean isAtOrBelow(ChaosNode other) {
    return this == other || parent != null && parent.isAtOrBelow(other);
  }

  /** Starts it and does not wait. */
  void launch() {
    armed = false;
    process = folder.launch();
  }

  /** The same, so that it dies somewhere in a drain, if it ever comes there. */
  void launchDying(KillPoint point, int time) {
    armed = true;
    process = folder.killedAt(point, time).launch();
  }

  boolean isStarted() {
    return process != null;
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  boolean isArmed() {
    return armed;
  }

  /** Whether its process was told to stop. */
  boolean isSignalled() {
    return signalled;
  }

  LegimProcess process() {
    return process;
  }

  /** Tells it to stop, by SIGTERM; if it was told already, to make haste. */
  void terminate() {
    if (signalled) {
      disturb(); // it may now end with what it still holds
    }
    signalled = true;
    process.terminate();
  }

  void kill() {
    disturb();
    process.close();
    forget();
  }

  /** Its disk is destroyed, while it is dead; when it is started again, it is another node. */
  void loseDisk() throws IOException {
    former = folder.id();
    folder.deleteData();
  }

  /** The id that it had before it lost its disk, while the tree still knows that. */
  Optional<String> former() {
    return Optional.ofNullable(former);
  }

  void formerIsForgotten() {
    former = null;
  }

  /** Takes note that the process has ended; returns its exit code. */
  int ended() {
    disturb();
    int code = process.awaitExit();
    process.close();
    forget();
    return code;
  }

  private void forget() {
    process = null;
    armed = false;
    signalled = false;
  }

  /** Makes its lines good or bad: the one to its parent, the one from there, or both. */
  void set(CutProxy.Line line, int which) {
    if (line != CutProxy.Line.SLOW) {
      disturb();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (which % 3 != i) {
        lines.get(i).set(line);
      }
    }
  }

  /** From now on it may be out of reach. */
  void disturb() {
    disturbed = true;
  }

  /** It is in reach, as long as nothing disturbs it. */
  void calmDown() {
    disturbed = lines.stream().anyMatch(CutProxy::isBroken) || armed;
  }

  /** Whether it is in reach for sure, with all that are above it. */
  boolean isSteady() {
    return !disturbed && (parent == null || parent.isSteady());
  }

  /** The lines of what the process has said last. */
  List<String> said() {
    if (process == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(process.err().lines().toList());
    return lines.subList(Math.max(0, lines.size() - 30), lines.size());
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    lines.forEach(CutProxy::close);
  }

  @Override
  public String toString() {
    return name();
  }
}
