package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * What the gateway answers to an {@link ErrandCall}.
 *
 * @param errands what to copy; none where nothing can be done before other nodes have reported
 * @param drain how the drain of the node stands, or null if it is not to leave
 * @param orders whether orders are waiting for the node: it should report
 */
public record ErrandAnswer(List<Errand> errands, DrainNotice drain, boolean orders) {

  /** Read by JSON-B. */
  @JsonbCreator
  public ErrandAnswer {
    errands = errands == null ? List.of() : List.copyOf(errands);
  }
}
