package org.legim.repair;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.legim.errand.Dispatch;
import org.legim.errand.LiveRoom;
import org.legim.errand.Setbacks;
import org.legim.flow.ReceiverChoice;
import org.legim.tree.StayingNode;

/** Picks who gets a copy, by the nodes of one moment. */
final class Receiving {

  private final Census census;
  private final Setbacks setbacks;
  private final UnderWay underWay;
  private final LiveRoom room;
  private final ReceiverChoice choice;

  Receiving(Census census, Dispatch dispatch, UnderWay underWay, RandomGenerator random) {
    this.census = census;
    this.setbacks = dispatch.setbacks();
    this.underWay = underWay;
    this.room = dispatch.room("", census.stayingNodes());
    this.choice = new ReceiverChoice(census.gateway(), census.stayingNodes(), random);
  }

  /**
   * Picks a node that a copy did not fail to reach lately; the gateway only where no other has
   * room, and a node that the copy failed to reach only after the gateway.
   *
   * @param without who holds the blob, or is getting it
   */
  Optional<StayingNode> choose(Candidate blob, Set<String> without) {
    Set<String> tried = new HashSet<>(without);
    tried.addAll(setbacks.receivers(blob.blob()));
    Optional<StayingNode> member =
        choice.choose(
            blob.bytes(),
            tried,
            (node, bytes) -> isMember(node) && isFree(node) && has(node, bytes));
    if (member.isPresent() || isToWait(blob.bytes(), tried)) {
      return member;
    }
    return choice
        .choose(blob.bytes(), without, (node, bytes) -> !isMember(node) && has(node, bytes))
        .or(
            () ->
                choice.choose(
                    blob.bytes(), without, (node, bytes) -> isFree(node) && has(node, bytes)));
  }

  /** Whether there are nodes that could take it, if they were not so busy. */
  boolean isToWait(long bytes, Set<String> without) {
    return census.staying().values().stream()
        .anyMatch(
            node ->
                isMember(node)
                    && !without.contains(node.id())
                    && !isFree(node)
                    && has(node, bytes));
  }

  private boolean isMember(StayingNode node) {
    return !node.id().equals(census.gateway());
  }

  private boolean isFree(StayingNode node) {
    return underWay.mayReceive(node.id());
  }

  private boolean has(StayingNode node, long bytes) {
    return room.has(node.id(), bytes);
  }
}
