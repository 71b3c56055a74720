package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * A node tells the gateway what became of its errands, and asks for more.
 *
 * @param node who asks
 * @param run its process
 * @param done the outcomes since the call before; the gateway may hear of one twice
 * @param wanted how many errands it can take on now; 0 only tells
 * @param held how many blobs it holds by its own books
 * @param drain the id of the drain that it takes part in, or null
 */
public record ErrandCall(
    String node, String run, List<ErrandOutcome> done, int wanted, long held, String drain) {

  /** Read by JSON-B. */
  @JsonbCreator
  public ErrandCall {
    done = done == null ? List.of() : List.copyOf(done);
  }
}
