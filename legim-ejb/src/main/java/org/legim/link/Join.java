package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * A child asks to be let in.
 *
 * @param node who it is
 * @param tree the tree that it belongs to
 * @param epoch the highest epoch that it has seen
 * @param alone whether it has never been part of a tree with other nodes: only then may it enter a
 *     tree other than its own
 * @param returning whether this very parent address has let it in before
 * @param newestEpoch with newestCounter the highest revision that it knows, in its own tree
 * @param newestCounter see newestEpoch
 * @param roster what it knows of its tree, or null
 * @param waiting the ids of the nodes that wait below it until it is in: finds circles
 * @param lost the id of its parent, which does not answer, as it asks a node above that: it is let
 *     in only if that parent has left the tree; otherwise null
 */
public record Join(
    NodeFacts node,
    String tree,
    long epoch,
    boolean alone,
    boolean returning,
    long newestEpoch,
    long newestCounter,
    Roster roster,
    List<String> waiting,
    String lost) {

  /** Read by JSON-B. */
  @JsonbCreator
  public Join {
    waiting = waiting == null ? List.of() : List.copyOf(waiting);
  }
}
