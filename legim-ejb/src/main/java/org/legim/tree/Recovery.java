package org.legim.tree;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A gateway that knows less than its members, until each of them has reported what it holds.
 * Thread-safe.
 */
final class Recovery {

  private final Set<String> missing = new HashSet<>();

  // Who was forgotten meanwhile does not come back with the roster of another member.
  private final Set<String> forgotten = new HashSet<>();
  private boolean active;

  /** Begins, or begins anew. */
  synchronized void begin(Collection<String> members) {
    active = true;
    missing.clear();
    forgotten.clear();
    missing.addAll(members);
  }

  /** Whether unknown images may exist. */
  synchronized boolean isActive() {
    return active;
  }

  /** A member of which the gateway has heard only now. */
  synchronized void await(String member) {
    missing.add(member);
  }

  synchronized boolean isForgotten(String member) {
    return forgotten.contains(member);
  }

  synchronized void forget(String member) {
    forgotten.add(member);
    missing.remove(member);
  }

  synchronized void reported(String member) {
    missing.remove(member);
  }

  /** Ends it if nobody is missing; true for the one call that does. */
  synchronized boolean endIfWhole() {
    if (!active || !missing.isEmpty()) {
      return false;
    }
    active = false;
    return true;
  }

  /** The ids of the members that have not reported. */
  synchronized Set<String> missing() {
    return Set.copyOf(missing);
  }
}
