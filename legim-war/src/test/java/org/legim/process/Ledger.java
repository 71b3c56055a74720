package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a node must have after it was killed: everything that it answered, and of what it did not
 * answer either the old or the new. States are the SHA-256 of an id's image, or empty for none.
 */
final class Ledger {

  /** More than one state only while a request is under way, or when it was never answered. */
  private final Map<String, Set<Optional<String>>> states = new ConcurrentHashMap<>();

  /** Hashes of images whose ids only an answer would have told. */
  private final Set<String> sentWithoutId = ConcurrentHashMap.newKeySet();

  /** Ids with one known image, each for one client to change. */
  private final Queue<String> settled = new ConcurrentLinkedQueue<>();

  private final AtomicInteger answered = new AtomicInteger();

  /** How many requests were answered. */
  int answered() {
    return answered.get();
  }

  /** Takes an id that has an image and that nobody else takes now. */
  Optional<String> take() {
    return Optional.ofNullable(settled.poll());
  }

  /** Gives back an id that was taken and is unchanged. */
  void giveBack(String id) {
    settled.add(id);
  }

  /** The hash of the image of an id that was taken. */
  String hash(String id) {
    return states.get(id).iterator().next().orElseThrow();
  }

  /** Images are about to be sent whose ids the node will make. */
  void willAdd(List<String> hashes) {
    sentWithoutId.addAll(hashes);
  }

  /** The node has stored them. */
  void added(Map<String, String> hashesById) {
    hashesById.forEach(
        (id, hash) -> {
          sentWithoutId.remove(hash);
          settle(id, Optional.of(hash));
        });
    answered.incrementAndGet();
  }

  /** An id is about to be given another state. */
  void willChange(String id, Optional<String> state) {
    Set<Optional<String>> possible =
        states.computeIfAbsent(
            id,
            fresh -> {
              Set<Optional<String>> none = ConcurrentHashMap.newKeySet();
              none.add(Optional.empty());
              return none;
            });
    possible.add(state);
  }

  /** The node has done it. */
  void changed(String id, Optional<String> state) {
    settle(id, state);
    answered.incrementAndGet();
  }

  private void settle(String id, Optional<String> state) {
    Set<Optional<String>> one = ConcurrentHashMap.newKeySet();
    one.add(state);
    states.put(id, one);
    if (state.isPresent()) {
      settled.add(id);
    }
  }

  /**
   * Asserts that a node has what it must have and nothing else; from then on that is what is known.
   *
   * @param present the hashes of all its images by their ids
   */
  void verify(Map<String, String> present) {
    List<String> wrong = new ArrayList<>();
    states.forEach(
        (id, possible) -> {
          Optional<String> found = Optional.ofNullable(present.get(id));
          if (!possible.contains(found)) {
            wrong.add(id + " is " + found + ", but must be one of " + possible);
          }
        });
    present.forEach(
        (id, hash) -> {
          if (!states.containsKey(id) && !sentWithoutId.contains(hash)) {
            wrong.add(id + " is " + hash + ", which nobody sent");
          }
        });
    assertThat(wrong).isEmpty();
    settled.clear();
    sentWithoutId.clear();
    states.keySet().forEach(id -> settle(id, Optional.ofNullable(present.get(id))));
    present.forEach(
        (id, hash) -> {
          if (!states.containsKey(id)) {
            settle(id, Optional.of(hash));
          }
        });
  }
}
