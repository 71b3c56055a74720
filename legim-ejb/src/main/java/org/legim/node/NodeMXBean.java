package org.legim.node;

/**
 * How whoever owns this JVM stops the node: while the server still takes connections, which it does
 * no more once it undeploys the application.
 */
public interface NodeMXBean {

  /**
   * Lets the node leave its tree, as {@code on-stop} says, and returns when that has ended. Whoever
   * calls again waits for the same end.
   *
   * @return the name of an {@link org.legim.drain.Outcome}
   */
  String stop();

  /** Finishes the blobs that are under way and keeps the rest, so that {@link #stop} returns. */
  void hurry();

  /** Where the node is on its way out, as the log names it. */
  String getState();
}
