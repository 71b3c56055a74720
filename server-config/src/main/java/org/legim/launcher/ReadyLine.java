package org.legim.launcher;

import org.legim.config.NodeConfig;
import org.legim.config.ParentAddress;

/**
 * The one line on standard output, on which scripts wait: the node takes connections. A child may
 * still be waiting for its parent then, which its log tells.
 */
final class ReadyLine {
  private ReadyLine() {}

  /**
   * The line for a node.
   *
   * @param node its role and name, {@code leaf hanoi}
   */
  static String of(String node, NodeConfig config) {
    return node
        + " ready at "
        + NodeAddress.of(config)
        + config.parent().map(parent -> ", below " + address(parent)).orElse("");
  }

  private static String address(ParentAddress parent) {
    String host = parent.ip().contains(":") ? "[" + parent.ip() + "]" : parent.ip();
    return host + ":" + parent.port();
  }
}
