package org.legim.link;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * What becomes of a child that asked to be let in.
 *
 * @param verdict whether it is in
 * @param reason why it is not, in one sentence for the operator, or null
 * @param name the name that it has in the tree from now on
 * @param tree the tree that it belongs to from now on
 * @param epoch the tree's epoch
 * @param gateway the gateway
 * @param ancestors the ids of the nodes above it, from its parent up to the gateway
 * @param roster what the whole tree should remember, or null
 * @param elsewhere the URL of the node to ask instead, for {@link Verdict#ELSEWHERE}; otherwise
 *     null
 */
public record JoinAnswer(
    Verdict verdict,
    String reason,
    String name,
    String tree,
    long epoch,
    GatewayName gateway,
    List<String> ancestors,
    Roster roster,
    String elsewhere) {

  /** Whether a node is in. */
  public enum Verdict {
    /** It is. */
    ACCEPTED,
    /** An operator has to decide; ask again later. */
    PENDING,
    /** The node that was asked is leaving: ask another at once. */
    ELSEWHERE,
    /** It is not, and asking again in the same way changes nothing. */
    REFUSED
  }

  /** Read by JSON-B. */
  @JsonbCreator
  public JoinAnswer {
    ancestors = ancestors == null ? List.of() : List.copyOf(ancestors);
  }

  /** The node stays out until an operator decides. */
  public static JoinAnswer pending(String reason, GatewayName gateway) {
    return new JoinAnswer(Verdict.PENDING, reason, null, null, 0, gateway, List.of(), null, null);
  }

  /** The node stays out. */
  public static JoinAnswer refused(String reason, GatewayName gateway) {
    return new JoinAnswer(Verdict.REFUSED, reason, null, null, 0, gateway, List.of(), null, null);
  }

  /**
   * The node should ask another.
   *
   * @param url the base URL of that node
   */
  public static JoinAnswer elsewhere(String reason, String url) {
    return new JoinAnswer(Verdict.ELSEWHERE, reason, null, null, 0, null, List.of(), null, url);
  }
}
