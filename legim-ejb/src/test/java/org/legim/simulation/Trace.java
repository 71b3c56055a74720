package org.legim.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** The last things that happened, for the one who has to understand a failure. */
final class Trace {

  private static final int KEPT = Integer.getInteger("legim.simulation.trace", 400);

  private final Deque<Supplier<String>> lines = new ArrayDeque<>();
  private int hash;
  private long count;

  void add(Supplier<String> line) {
    lines.add(line);
    if (lines.size() > KEPT) {
      lines.remove();
    }
    count++;
  }

  /** Makes two runs of the same seed comparable. */
  void mark(String text) {
    hash = 31 * hash + text.hashCode();
  }

  int hash() {
    return hash;
  }

  long count() {
    return count;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.get()).append('\n'));
    return text.toString();
  }
}
