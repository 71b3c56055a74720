package org.legim.catalogue;

/**
 * How many copies of a blob the images that need it ask for.
 *
 * @param most the highest number that one of them asks for; 0 if none does
 * @param system whether one of them leaves it to the system, or none needs the blob
 */
public record Wanted(int most, boolean system) {

  /** All of them leave it to the system. */
  public static final Wanted SYSTEM = new Wanted(0, true);

  /**
   * On how many nodes the blob should be, where there are as many.
   *
   * @param systemReplicas what holds for images that do not ask for a number of their own
   */
  public int copies(int systemReplicas) {
    return system ? Math.max(most, systemReplicas) : most;
  }

  /**
   * On how many nodes the blob has to be, where no more than some can hold it: then another may
   * drop it. On one of them in any case.
   *
   * @param systemReplicas what holds for images that do not ask for a number of their own
   * @param nodes how many can hold it
   */
  public int enough(int systemReplicas, int nodes) {
    return Math.max(1, Math.min(copies(systemReplicas), nodes));
  }
}
