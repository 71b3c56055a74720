package org.legim.drain;

/** How the leaving of a node has ended, as its process sees it. */
public enum Outcome {
  /** Everything is handed over; the node is no member of its tree any more. */
  GONE,
  /** The node stops as it is, as it should: its absence was announced, or the whole tree stops. */
  STAYED,
  /** The node stops with data that it should have handed over. */
  KEPT
}
