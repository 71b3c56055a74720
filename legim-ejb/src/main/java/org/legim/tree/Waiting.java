package org.legim.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The nodes that wait below one that is not in itself, by the child that asked last. A node that
 * finds itself among those that wait below its child stands in a circle. Thread-safe.
 */
final class Waiting {

  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int MOST_CHILDREN = 1000;
  private static final int MOST_IDS = 1000;

  private final LongSupplier nanos;
  private final Map<String, Asked> byChild = new LinkedHashMap<>();

  Waiting(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Asked(List<String> below, long at) {}

  synchronized void add(String child, List<String> below) {
    byChild.remove(child);
    if (byChild.size() < MOST_CHILDREN) {
      byChild.put(child, new Asked(List.copyOf(below), nanos.getAsLong()));
    }
  }

  synchronized void remove(String child) {
    byChild.remove(child);
  }

  /** The ids of all that wait, those that wait below another after it. */
  synchronized List<String> ids() {
    long now = nanos.getAsLong();
    byChild.values().removeIf(asked -> now - asked.at() > KEPT_NANOS);
    Set<String> ids = new LinkedHashSet<>();
    byChild.forEach(
        (child, asked) -> {
          ids.add(child);
          ids.addAll(asked.below());
        });
    return new ArrayList<>(ids).subList(0, Math.min(ids.size(), MOST_IDS));
  }
}
