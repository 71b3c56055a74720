package org.legim.link;

import java.util.BitSet;

/**
 * Lets each counter through once. Requests overtake one another, so the counters need not rise; one
 * that lies {@value #SIZE} or more behind the highest is taken for a replay.
 */
final class ReplayWindow {

  static final int SIZE = 1024;

  private final BitSet seen = new BitSet(SIZE);
  private long highest;

  /** Whether the counter is new; if so it is old from now on. */
  synchronized boolean admit(long counter) {
    if (counter <= 0 || counter <= highest - SIZE) {
      return false;
    }
    if (counter > highest) {
      slideTo(counter);
    }
    int slot = (int) (counter % SIZE);
    if (seen.get(slot)) {
      return false;
    }
    seen.set(slot);
    return true;
  }

  private void slideTo(long counter) {
    if (counter - highest >= SIZE) {
      seen.clear();
    } else {
      for (long passed = highest + 1; passed <= counter; passed++) {
        seen.clear((int) (passed % SIZE));
      }
    }
    highest = counter;
  }
}
