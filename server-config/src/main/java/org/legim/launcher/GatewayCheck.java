package org.legim.launcher;

import org.legim.config.NodeConfig;

/**
 * Refuses what this version cannot do yet: to join a parent. To be removed with the first that can.
 */
final class GatewayCheck {
  private GatewayCheck() {}

  static void check(NodeConfig config) throws Refusal {
    if (config.parent().isPresent()) {
      throw new Refusal(
          "this version runs as a gateway only, joining a parent comes with the next one;"
              + " leave parent.ip and parent.port out");
    }
  }
}
