package org.legim.flow;

import java.util.List;

/** An upload could not be made durable on as many nodes as it has to be; nothing was stored. */
public final class WriteQuorumException extends RuntimeException {

  private final int wanted;
  private final int made;
  private final List<String> reasons;

  /**
   * @param wanted on how many nodes it has to be durable
   * @param made on how many it was
   * @param reasons why it was not on more, each a part of a sentence
   */
  public WriteQuorumException(int wanted, int made, List<String> reasons) {
    super(
        "The image has to be durable on "
            + wanted
            + " nodes before it is stored, and could be made so on "
            + made
            + ": "
            + String.join("; ", reasons)
            + ". Nothing was changed.");
    this.wanted = wanted;
    this.made = made;
    this.reasons = List.copyOf(reasons);
  }

  /** On how many nodes it has to be durable. */
  public int wanted() {
    return wanted;
  }

  /** On how many nodes it was. */
  public int made() {
    return made;
  }

  /** Why it was not on more, each a part of a sentence. */
  public List<String> reasons() {
    return reasons;
  }
}
