package org.legim.simulation;

/** The end of a process, at whatever it was doing. No code of the product catches it. */
final class Crash extends Error {

  private static final long serialVersionUID = 1;

  private final transient SimulatedNode node;

  Crash(SimulatedNode node) {
    super("crash of " + node, null, false, false);
    this.node = node;
  }

  SimulatedNode node() {
    return node;
  }
}
