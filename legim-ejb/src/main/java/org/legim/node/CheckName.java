package org.legim.node;

/** What can be told of a node's health. */
public enum CheckName {
  /** The catalogue takes changes. */
  CATALOGUE("legim-catalogue"),
  /** What has to be done a few times a second is done. */
  SCHEDULER("legim-scheduler"),
  /** The start has come to its end. */
  START("legim-start"),
  /** The node is in its tree, and stays. */
  NODE("legim-node"),
  /** The disk takes what is written. */
  DISK("legim-disk");

  private final String label;

  CheckName(String label) {
    this.label = label;
  }

  /** The name, which tells among the checks of several applications that it is Legim's. */
  public String label() {
    return label;
  }
}
