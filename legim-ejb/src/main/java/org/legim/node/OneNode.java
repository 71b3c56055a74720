package org.legim.node;

import java.nio.file.Path;

/**
 * Sees to it that one JVM runs one node: a second deployment would compete for signals, ports and
 * the launcher's attention.
 */
final class OneNode {

  private static final String PROPERTY = "legim.running";

  private final String mine;

  private OneNode(String mine) {
    this.mine = mine;
  }

  static OneNode claim(Path folder) throws StartException {
    String mine = folder.toString();
    Object other = System.getProperties().putIfAbsent(PROPERTY, mine);
    if (other != null) {
      throw new StartException(
          "this server already runs a Legim node, with its data in "
              + other
              + "; one JVM runs one node: undeploy that one, or start another server");
    }
    return new OneNode(mine);
  }

  void release() {
    System.getProperties().remove(PROPERTY, mine);
  }
}
