package org.legim.launcher;

import org.legim.config.NodeConfig;

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
        + config.parent().map(parent -> ", below " + parent.hostAndPort()).orElse("");
  }
}
