package org.legim.route;

import java.util.function.BooleanSupplier;

/**
 * What was asked for is not known here, but the gateway is still learning what its nodes hold: it
 * may exist.
 */
public final class RecoveringException extends RuntimeException {

  /**
   * @param what what was asked for, as the beginning of a sentence
   */
  public RecoveringException(String what) {
    super(what + " cannot be told yet: the gateway is recovering, and nodes have yet to report.");
  }

  /**
   * Ends a request that only a complete catalogue can answer.
   *
   * @param what what was asked for, as the beginning of a sentence
   * @throws RecoveringException while the gateway is recovering
   */
  public static void throwIf(BooleanSupplier recovering, String what) {
    if (recovering.getAsBoolean()) {
      throw new RecoveringException(what);
    }
  }
}
