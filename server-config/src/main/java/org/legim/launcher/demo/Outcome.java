package org.legim.launcher.demo;

/** How a demo ended. */
public enum Outcome {
  /** All nodes stopped in order when the operator wanted it. */
  STOPPED,
  /** Something did not work. */
  FAILED,
  /** A node did not stop in time, or the operator did not want to wait. */
  KILLED
}
