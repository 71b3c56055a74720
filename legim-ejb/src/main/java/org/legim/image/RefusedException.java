package org.legim.image;

/**
 * A request that is refused; the message tells the client what was wrong and what would be right.
 */
public final class RefusedException extends Exception {

  private final Refusal refusal;

  /**
   * @param refusal why
   * @param message one or two sentences for the client
   */
  public RefusedException(Refusal refusal, String message) {
    super(message);
    this.refusal = refusal;
  }

  /** There is no image under an id. */
  public static RefusedException noSuchImage(String id) {
    return new RefusedException(Refusal.NO_SUCH_IMAGE, "There is no image " + id + ".");
  }

  /** Why it was refused. */
  public Refusal refusal() {
    return refusal;
  }
}
