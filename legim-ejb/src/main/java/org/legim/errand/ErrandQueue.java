package org.legim.errand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.legim.link.Errand;

/**
 * Errands that wait for their turn: receivers take turns, and no blob is on its way to the same
 * receiver twice. Not thread-safe: its owner has a lock.
 *
 * <p>A request that fails does not say which of its blobs was to blame. So these go in halves of
 * that company the next time, until one that cannot be sent is alone and holds up no other.
 */
final class ErrandQueue {

  /** How long a receiver is left alone after a request to it has failed. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final int MOST_REMEMBERED = 10_000;

  private final LongSupplier nanos;
  private final Map<String, Deque<Errand>> waiting = new LinkedHashMap<>();
  private final Set<Way> ways = new HashSet<>();
  private final Map<String, Long> restingSince = new HashMap<>();
  private final Map<Way, Integer> company = new HashMap<>();

  ErrandQueue(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Adds an errand, unless its like is waiting or under way. */
  void add(Errand errand) {
    if (ways.add(Way.of(errand))) {
      waiting.computeIfAbsent(errand.receiver(), key -> new ArrayDeque<>()).add(errand);
    }
  }

  /** How many are waiting or under way. */
  int size() {
    return ways.size();
  }

  /** Whether {@link #next} would return any now. */
  boolean hasNext() {
    return waiting.keySet().stream().anyMatch(this::isAwake);
  }

  /** The next errands, all for one receiver, which then is the last to have a turn again. */
  List<Errand> next() {
    List<Errand> next = new ArrayList<>();
    waiting.keySet().stream()
        .filter(this::isAwake)
        .findFirst()
        .ifPresent(
            receiver -> {
              Deque<Errand> queue = waiting.remove(receiver);
              int most = Batch.MOST_BLOBS;
              while (!queue.isEmpty() && next.size() < most) {
                int companions = company.getOrDefault(Way.of(queue.peek()), Batch.MOST_BLOBS);
                if (next.size() >= companions) {
                  break;
                }
                most = Math.min(most, companions);
                next.add(queue.remove());
              }
              if (!queue.isEmpty()) {
                waiting.put(receiver, queue);
              }
            });
    return next;
  }

  /** Some of {@link #next} did not go with the others: they are the first of the next turn. */
  void putBack(List<Errand> errands) {
    for (int i = errands.size() - 1; i >= 0; i--) {
      Errand errand = errands.get(i);
      waiting.computeIfAbsent(errand.receiver(), key -> new ArrayDeque<>()).addFirst(errand);
    }
  }

  /** An errand is over. */
  void done(Errand errand) {
    ways.remove(Way.of(errand));
    company.remove(Way.of(errand));
  }

  /** A request with these has failed as a whole, and they are over. */
  void failed(List<Errand> errands) {
    rest(errands.get(0).receiver());
    if (company.size() > MOST_REMEMBERED) {
      company.clear();
    }
    for (Errand errand : errands) {
      ways.remove(Way.of(errand));
      company.put(Way.of(errand), Math.max(1, errands.size() / 2));
    }
  }

  /** A receiver has failed: what waits for it waits a little longer. */
  void rest(String receiver) {
    restingSince.put(receiver, nanos.getAsLong());
  }

  /** Forgets those that are waiting. */
  void clear() {
    waiting.values().forEach(queue -> queue.forEach(errand -> ways.remove(Way.of(errand))));
    waiting.clear();
  }

  private boolean isAwake(String receiver) {
    Long since = restingSince.get(receiver);
    if (since == null) {
      return true;
    }
    if (nanos.getAsLong() - since < REST_NANOS) {
      return false;
    }
    restingSince.remove(receiver);
    return true;
  }

  private record Way(String sha256, String receiver) {
    static Way of(Errand errand) {
      return new Way(errand.sha256(), errand.receiver());
    }
  }
}
