package org.legim.launcher;

/** How a node has left its tree, as the application names it. */
enum Departure {
  /** All that it held is handed over. */
  GONE(
      ExitCode.STOPPED,
      "everything is handed over; the node has left its tree",
      "retired; the node has left its tree"),
  /** It keeps what it has, as it should. */
  STAYED(ExitCode.STOPPED, "the node keeps what it has", "stopping with its tree"),
  /** It keeps what it should have handed over. */
  KEPT(
      ExitCode.KEPT,
      "the node keeps images that it should have handed over; the log says why",
      "leaving its tree, but the node keeps images that it should have handed over; the log says"
          + " why");

  private final ExitCode code;
  private final String stopped;
  private final String leftByItself;

  Departure(ExitCode code, String stopped, String leftByItself) {
    this.code = code;
    this.stopped = stopped;
    this.leftByItself = leftByItself;
  }

  ExitCode code() {
    return code;
  }

  /** What to say at the end of a stop that began here. */
  String stopped() {
    return stopped;
  }

  /** What to say of a node that has left without being asked by this process. */
  String leftByItself() {
    return leftByItself;
  }
}
