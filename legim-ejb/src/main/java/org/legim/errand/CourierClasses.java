package org.legim.errand;

import java.util.List;

/** The classes that a node needs to do errands. */
public final class CourierClasses {

  private static final List<Class<?>> ALL =
      List.of(Batch.class, CopyChecks.class, Courier.class, ErrandQueue.class, Pace.class);

  private CourierClasses() {}

  /** Those that are not within another. */
  public static List<Class<?>> all() {
    return ALL;
  }
}
