package org.legim.web.problem;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

  // Problems are immutable values, but not serializable: they never leave the JVM as an exception.
  private final transient Problem problem;

  /** Ends the request with this problem. */
  public ProblemException(Problem problem) {
    super(String.valueOf(problem.toJson().get("detail")), null, false, false);
    this.problem = problem;
  }

  /** The problem to answer with. */
  public Problem problem() {
    return problem;
  }
}
