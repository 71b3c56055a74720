package org.legim.drain;

/** A node cannot leave now, as the others have too little room for what it holds. */
public final class DrainRefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient StopPlan plan;

  /**
   * @param plan not possible
   */
  public DrainRefusedException(StopPlan plan) {
    super(String.join("; ", plan.obstacles()));
    this.plan = plan;
  }

  /** What would have to be done, and what stands in the way. */
  public StopPlan plan() {
    return plan;
  }
}
