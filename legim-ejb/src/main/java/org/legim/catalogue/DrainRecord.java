package org.legim.catalogue;

import jakarta.json.bind.annotation.JsonbCreator;
import java.util.List;

/**
 * A drain, as the gateway remembers it.
 *
 * @param id made by the gateway
 * @param node the id of the node that was asked to leave
 * @param name its name at that time
 * @param cause what began it
 * @param state how far it is
 * @param leavers the node and all that were below it; only these leave
 * @param begun milliseconds since 1970-01-01T00:00:00Z
 * @param ended likewise; 0 while it is under way
 * @param blobs how many blobs had to be copied when it began
 * @param bytes how long these are together
 * @param reason why it ended as it did, in one sentence for the operator, or null
 */
public record DrainRecord(
    String id,
    String node,
    String name,
    Cause cause,
    State state,
    List<Leaver> leavers,
    long begun,
    long ended,
    long blobs,
    long bytes,
    String reason) {

  /** What began a drain. */
  public enum Cause {
    /** An operator, over the API: it goes on after a restart of the node. */
    RETIRE,
    /** A stop of the node: it ends with the node's process, whatever that has reached. */
    STOP
  }

  /** How far a drain, or one node of it, is. */
  public enum State {
    /** Under way. */
    DRAINING,
    /** Nothing is left, and the node is no member any more. */
    GONE,
    /** An operator has changed their mind; what was copied stays copied. */
    CANCELLED,
    /** The node has stopped or come back with a part of its data. */
    KEPT
  }

  /**
   * A node that leaves.
   *
   * @param node its id
   * @param name its name
   * @param parent the id of its parent when the drain began
   * @param run the process that leaves; null if it was away
   * @param state how far it is
   */
  public record Leaver(String node, String name, String parent, String run, State state) {

    /** Read by JSON-B. */
    @JsonbCreator
    public Leaver {}
  }

  /** Read by JSON-B. */
  @JsonbCreator
  public DrainRecord {
    leavers = leavers == null ? List.of() : List.copyOf(leavers);
  }
}
