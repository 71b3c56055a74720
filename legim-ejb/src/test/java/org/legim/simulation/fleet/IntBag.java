package org.legim.simulation.fleet;

import java.util.Arrays;

/** Some numbers, in no order. */
final class IntBag {

  private int[] values = new int[16];
  private int size;

  /** Adds a number, and tells its place. */
  int add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size] = value;
    return size++;
  }

  /** Takes the number out that is at a place, and tells which is there now; -1 for none. */
  int removeAt(int place) {
    size--;
    if (place == size) {
      return -1;
    }
    values[place] = values[size];
    return values[place];
  }

  /** Takes any number out. */
  int removeAny() {
    size--;
    return values[size];
  }

  boolean isEmpty() {
    return size == 0;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
