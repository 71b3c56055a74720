package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * A child lives, and this has changed.
 *
 * @param node its id
 * @param from the parent knows all changes up to this number
 * @param to and with these, up to this one
 * @param changes the nodes that changed in between, itself and all below it, as they are now
 * @param rosterEpoch of the roster that it has; 0 without one
 * @param rosterVersion of the roster that it has
 */
public record Heartbeat(
    String node,
    long from,
    long to,
    List<NodeStatus> changes,
    long rosterEpoch,
    long rosterVersion) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Heartbeat {
    changes = changes == null ? List.of() : List.copyOf(changes);
  }
}
