package org.legim.launcher;

import org.legim.config.NodeConfig;

/** What can be known to be wrong before a server is started. Stops at the first that is. */
final class Preflight {
  private Preflight() {}

  static void check(NodeConfig config) throws Refusal {
    FolderCheck.check(config.data());
    LockCheck.check(config.data());
    PortCheck.check(config.bind(), config.port());
  }
}
