package org.legim.tree;

import java.util.Optional;
import org.legim.config.GeoPoint;

/**
 * A node that may hold images for others: it is online, stays, and has reported its disk in its
 * present session.
 *
 * @param id its id
 * @param bytesFree how many bytes of images it can take
 * @param branch the id of the gateway's child that is the node or above it; the gateway's is its
 *     own
 * @param location where it stands, if it was told
 */
public record StayingNode(String id, long bytesFree, String branch, Optional<GeoPoint> location) {

  /** A node that was not told where it stands. */
  public StayingNode(String id, long bytesFree, String branch) {
    this(id, bytesFree, branch, Optional.empty());
  }

  /** The same node, where some of its room is meant for others. */
  public StayingNode less(long bytes) {
    return bytes == 0
        ? this
        : new StayingNode(id, Math.max(0, bytesFree - bytes), branch, location);
  }
}
