package org.legim.launcher.demo;

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
    String node =
        """
        node:
          port: %d
          name: %s
          location: %s
          data: %s
        """
            .formatted(port, name, location, name);
    return node
        + parent
            .map(
                above ->
                    """

                    parent:
                      ip: 127.0.0.1
                      port: %d
                    """
                        .formatted(above.port()))
            .orElse("");
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
