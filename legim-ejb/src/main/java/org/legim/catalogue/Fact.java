package org.legim.catalogue;

/** The single facts that the table {@code state} holds, by their names. */
enum Fact {
  /** The id of the log of this node's own holdings. */
  LOG,
  /** The number of the newest change in that log. */
  NEWEST,
  /** The tree whose gateway gave the revisions. */
  TREE,
  /** The stream of orders that this node follows. */
  FOLLOWS,
  /** The number of the last order applied of that stream. */
  APPLIED,
  /** That the revisions are those of the gateway above this node, which gave them. */
  SETTLED,
  /** The stream of orders that this node gives as a gateway. */
  STREAM,
  /** The number of the last order given. */
  ORDERED,
  /** That the digests of the tallies have been computed since they were introduced. */
  DIGESTS,
  /**
   * That this is a backup that was put back, and that the node has not looked at its disk since.
   */
  RESTORED
}
