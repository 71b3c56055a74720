package org.legim.web.health;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.legim.node.CheckName;

/** What a probe asks, after MicroProfile Health 4.0 section 3.1, and what that depends on. */
enum Probe {
  /** Whether it would help to start the node again. */
  LIVE("/live", CheckName.CATALOGUE, CheckName.SCHEDULER),
  /** Whether the node may be sent requests. */
  READY("/ready", CheckName.NODE, CheckName.DISK, CheckName.CATALOGUE),
  /** Whether the node may be asked the other two. */
  STARTED("/started", CheckName.START);

  private final String path;
  private final List<CheckName> checks;

  Probe(String path, CheckName... checks) {
    this.path = path;
    this.checks = List.of(checks);
  }

  /** What is asked at a path below that of the servlet; empty if nothing. */
  static Optional<Probe> at(String path) {
    return Stream.of(values()).filter(probe -> probe.path.equals(path)).findFirst();
  }

  List<CheckName> checks() {
    return checks;
  }
}
