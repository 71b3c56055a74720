package org.legim.drain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What stands in the way of a drain, in sentences; the newest few. */
final class Errors {

  private static final int MOST = 10;

  private final Deque<String> newest = new ArrayDeque<>();

  synchronized void add(String error) {
    newest.remove(error);
    newest.addFirst(error);
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  synchronized List<String> list() {
    return List.copyOf(newest);
  }
}
