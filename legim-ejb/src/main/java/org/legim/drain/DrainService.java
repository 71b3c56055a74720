package org.legim.drain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.legim.link.BlobEntry;
import org.legim.tree.DecisionException;

/** What an operator may ask the gateway about nodes that leave. Nodes go by their id or name. */
public interface DrainService {

  /** What would happen if a node were retired now. */
  StopPlan plan(String idOrName) throws DecisionException;

  /**
   * Begins to retire a node with all below it; one that leaves already goes on as it is.
   *
   * @param force leave behind what is below it and cannot be reached
   * @throws DrainRefusedException if there is too little room for what it holds
   */
  DrainStatus retire(String idOrName, boolean force)
      throws DecisionException, DrainRefusedException;

  /** One drain, under way or ended. */
  Optional<DrainStatus> find(String id);

  /** All drains that are remembered, the newest first. */
  List<DrainStatus> all();

  /** Ends a drain; what was copied stays copied, and the node stays in the tree. */
  DrainStatus cancel(String id) throws DecisionException;

  /** Announces that a node will be away for some time, in which a stop of it moves nothing. */
  void maintenance(String idOrName, Duration time) throws DecisionException;

  /**
   * What a drain has handed over, in the order of the hashes.
   *
   * @param after only those after this hash; an empty text begins
   */
  List<BlobEntry> handedOver(String id, String after, int limit);
}
