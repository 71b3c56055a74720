package org.legim.tree;

import java.util.Set;
import org.legim.blob.Sha256;

/**
 * Hears what happens to this node in its tree. The calls come from any thread, without a lock held,
 * and should be short.
 */
public interface TreeListener {

  /** The gateway has orders for this node: it should report. */
  default void woken() {}

  /** The gateway has errands for this node, or wants it to leave: it should ask for them. */
  default void called() {}

  /**
   * This node is in, or in again, or its gateway has begun a new epoch: it should report anew. Tree
   * and epoch are durable by now.
   */
  default void joined(long epoch) {}

  /**
   * This gateway has begun a new epoch: the ledger knows already, and no report was taken since.
   */
  default void epochBegun(long epoch) {}

  /** {@link Topology#staying} may answer otherwise than before. */
  default void stayingChanged() {}

  /**
   * All members have reported to this gateway; the ledger knows already.
   *
   * @param unneeded blobs of this node's own disk that no image needs
   */
  default void recoveryEnded(Set<Sha256> unneeded) {}

  /**
   * This gateway has let a node in, or in again; the roster has it already.
   *
   * @param run its process
   */
  default void memberJoined(String node, String run) {}

  /** A child is no longer one: its session means nothing any more. */
  default void childLeft(String id) {}
}
