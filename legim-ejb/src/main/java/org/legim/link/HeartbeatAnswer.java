package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * What a parent answers to a heartbeat.
 *
 * @param acknowledged up to which number it knows all changes; a lower one than was sent asks for
 *     all again
 * @param connected whether the parent itself has a way to the gateway now
 * @param tree the tree's id
 * @param epoch the tree's epoch
 * @param gateway the gateway
 * @param ancestors the ids of the nodes above the child, from its parent up to the gateway
 * @param roster a newer roster than the child's, or null
 * @param wake the ids of the nodes, the child or below it, for which the gateway has orders
 * @param errands the ids of those for which it has errands, or that are to leave
 * @param delivery what the node needs to serve users; null from a version that sends none there
 */
public record HeartbeatAnswer(
    long acknowledged,
    boolean connected,
    String tree,
    long epoch,
    GatewayName gateway,
    List<String> ancestors,
    Roster roster,
    List<String> wake,
    List<String> errands,
    DeliveryNotice delivery) {

  /** Read by JSON-B. */
  @JsonbCreator
  public HeartbeatAnswer {
    ancestors = ancestors == null ? List.of() : List.copyOf(ancestors);
    wake = wake == null ? List.of() : List.copyOf(wake);
    errands = errands == null ? List.of() : List.copyOf(errands);
  }
}
