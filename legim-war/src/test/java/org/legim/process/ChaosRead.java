package org.legim.process;

import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Hashes;

/**
 * Reads one image, which nobody changes meanwhile. It may be out of reach only while every node
 * that holds it is.
 */
final class ChaosRead implements Callable<Optional<String>> {

  private final ChaosTree tree;
  private final Api api;
  private final Ledger ledger;

  ChaosRead(ChaosTree tree, Ledger ledger) {
    this.tree = tree;
    this.api = tree.api();
    this.ledger = ledger;
  }

  /** Returns what is wrong with the answer; empty also if none came. */
  @Override
  public Optional<String> call() {
    Optional<String> taken = ledger.take();
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    String id = taken.get();
    try {
      Set<String> before = steadyHolders(id);
      Answer answer = api.get("images/" + id);
      return judge(id, before, answer);
    } catch (UncheckedIOException e) {
      return Optional.empty(); // no answer: the gateway is dead
    } finally {
      ledger.giveBack(id);
    }
  }

  private Optional<String> judge(String id, Set<String> before, Answer answer) {
    String hash = ledger.hash(id);
    if (answer.status() == 200) {
      return Hashes.sha256(answer.body()).equals(hash)
          ? Optional.empty()
          : Optional.of("GET of " + id + ": other bytes than those of " + hash);
    }
    if (LoadClient.isOfStoppingServer(answer)) {
      return Optional.empty();
    }
    if (!LoadClient.isToldToComeAgain(answer)) {
      return Optional.of("GET of " + id + ", which is " + hash + ": " + answer);
    }
    Set<String> allAlong = new HashSet<>(before);
    allAlong.retainAll(steadyHolders(id));
    tree.suspect(allAlong, "GET of " + id + ", which is " + hash + ": " + answer);
    return Optional.empty();
  }

  private Set<String> steadyHolders(String id) {
    Answer info = api.get("images/" + id + "/info");
    if (info.status() != 200) {
      return Set.of();
    }
    Set<String> steady = tree.steady();
    return Holder.in(info).stream()
        .map(Holder::node)
        .filter(steady::contains)
        .collect(Collectors.toSet());
  }
}
