package org.legim.launcher;

import org.legim.config.HostName;
import org.legim.config.NodeConfig;

/** The URL under which an operator reaches the node. */
final class NodeAddress {
  private NodeAddress() {}

  static String of(NodeConfig config) {
    return config
        .url()
        .map(Object::toString)
        .orElseGet(() -> "http://" + host(config.bind()) + ":" + config.port() + "/legim");
  }

  private static String host(String bind) {
    return switch (bind) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> HostName.inUrl(bind);
    };
  }
}
