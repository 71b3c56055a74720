package org.legim.route;

import org.legim.blob.Sha256;

/** Hears that the copy of a node is not what it should be; called from any thread, returns soon. */
@FunctionalInterface
public interface DamageListener {

  /** Nobody listens. */
  DamageListener IGNORED = (blob, node) -> {};

  /** A node has sent other bytes than those of a blob. */
  void damaged(Sha256 blob, String node);
}
