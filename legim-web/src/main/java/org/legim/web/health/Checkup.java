package org.legim.web.health;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.node.Check;
import org.legim.node.CheckName;
import org.legim.node.NodeHealth;

/** Asks a node how it is; one that cannot be asked is down. */
final class Checkup {

  private static final Logger LOG = Logger.getLogger(Checkup.class.getName());

  private final Supplier<NodeHealth> node;

  /**
   * @param node gives the node's health, or null, or fails, while it is not there
   */
  Checkup(Supplier<NodeHealth> node) {
    this.node = node;
  }

  /** How one thing is now. */
  Check check(CheckName name) {
    try {
      NodeHealth health = node.get();
      if (health != null) {
        return health.check(name);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "the node cannot be asked how it is", e);
    }
    return Check.down(
        name, "the node has not started, or has stopped: the log of its server says why");
  }
}
