package org.legim.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of the demo.
 *
 * @param name its name, and that of its folder
 * @param location where it says it stands, {@code latitude,longitude}
 * @param port on loopback
 */
record DemoNode(String name, String location, int port, Optional<DemoNode> parent) {
  /** Its file, which is all that it is told: relative paths start at the folder of the demo. */
  String yaml() {
    List<String> lines = new ArrayList<>();
    lines.add("node:");
    lines.add("  port: " + port);
    lines.add("  name: " + name);
    lines.add("  location: " + location);
    lines.add("  data: " + name);
    lines.add("");
    // All stop together, so that no node could take what another hands over.
    lines.add("on-stop: keep");
    parent.ifPresent(
        above -> {
          lines.add("");
          lines.add("parent:");
          lines.add("  ip: 127.0.0.1");
          lines.add("  port: " + above.port());
        });
    return String.join("\n", lines) + "\n";
  }

  /** The name of that file. */
  String fileName() {
    return name + ".yaml";
  }

  /** The name of the file that takes what its process says. */
  String logName() {
    return name + ".log";
  }

  /** How many nodes are above it. */
  int depth() {
    return parent.map(above -> above.depth() + 1).orElse(0);
  }
}
