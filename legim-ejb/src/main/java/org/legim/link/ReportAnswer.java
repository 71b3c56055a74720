package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * What the gateway answers to a report.
 *
 * @param tree the tree whose revisions the node's records carry once {@code complete} is true
 * @param acknowledged up to which number of the node's log it knows all changes
 * @param stream the stream of orders; if it is another than the node follows, the node begins anew
 *     at number 0
 * @param orders what to change, in the order of their numbers
 * @param want what the next report should hold besides changes
 * @param prefixes of which prefixes, for {@link Want#LISTINGS}
 * @param complete whether gateway and node agree about everything that the node holds
 * @param more whether the node should report again at once
 */
public record ReportAnswer(
    String tree,
    long acknowledged,
    String stream,
    List<Order> orders,
    Want want,
    List<String> prefixes,
    boolean complete,
    boolean more) {

  /** What the gateway needs to find a difference. */
  public enum Want {
    /** Nothing. */
    NOTHING,
    /** The digest of every prefix. */
    DIGESTS,
    /** Everything under some prefixes. */
    LISTINGS
  }

  /** Read by JSON-B. */
  @JsonbCreator
  public ReportAnswer {
    orders = orders == null ? List.of() : List.copyOf(orders);
    prefixes = prefixes == null ? List.of() : List.copyOf(prefixes);
  }
}
