package org.legim.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.legim.config.GeoPoint;
import org.legim.place.GreatCircle;
import org.legim.tree.StayingNode;

/**
 * Picks who takes one more copy of a blob: of the nodes with room those on branches without a copy
 * come first, and among them one is drawn at random, weighted by free room. The gateway takes it
 * only where nobody else can.
 *
 * <p>At random, as the fullest and the emptiest then fill up together without anybody keeping
 * count, and the node with the most room is not sent everything at once. It knows the nodes of one
 * moment, and is cheap for many blobs: as a rule a draw finds somebody without looking at all of
 * them. Not thread-safe.
 */
public final class ReceiverChoice {

  /** So often the dice are cast before all nodes are looked at. */
  private static final int MOST_DRAWS = 16;

  /** A packet and its answer take some two milliseconds for it. */
  private static final double NEIGHBOURHOOD_KILOMETRES = 100;

  private final RandomGenerator random;
  private final Optional<StayingNode> gateway;
  private final List<StayingNode> members;
  private final Map<String, String> branches = new HashMap<>();

  /** By member, the weights up to and with it. */
  private final double[] weights;

  /**
   * @param gateway the gateway's id
   * @param nodes those that stay, whether they hold the blobs or not, with the room that they have
   *     to give away
   * @param random decides; the same nodes in the same order and the same numbers make the same
   *     choices
   */
  public ReceiverChoice(String gateway, Collection<StayingNode> nodes, RandomGenerator random) {
    this.random = random;
    this.gateway = nodes.stream().filter(node -> node.id().equals(gateway)).findFirst();
    this.members = new ArrayList<>(nodes.size());
    nodes.stream().filter(node -> !node.id().equals(gateway)).forEach(members::add);
    nodes.forEach(node -> branches.put(node.id(), node.branch()));
    this.weights = new double[members.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weight(members.get(i));
      weights[i] = sum;
    }
  }

  /**
   * Whether nodes can take a blob now, which may have changed since they were counted; it is asked
   * of those only that come into question.
   */
  @FunctionalInterface
  public interface Room {

    /** Whether a node can take so many bytes more. */
    boolean has(StayingNode node, long bytes);
  }

  /**
   * Picks by the room that the nodes had when they were given.
   *
   * @param bytes the blob's length
   * @param holders who holds the blob, or is getting it
   * @return empty if nobody can take it
   */
  public Optional<StayingNode> choose(long bytes, Collection<String> holders) {
    return choose(bytes, holders, (node, wanted) -> node.bytesFree() >= wanted);
  }

  /**
   * Picks by the room of now.
   *
   * @param bytes the blob's length
   * @param holders who holds the blob, or is getting it
   * @return empty if nobody can take it
   */
  public Optional<StayingNode> choose(long bytes, Collection<String> holders, Room room) {
    Set<String> taken = new HashSet<>();
    holders.forEach(holder -> taken.add(branches.get(holder)));
    Predicate<StayingNode> able = node -> !holders.contains(node.id()) && room.has(node, bytes);
    Predicate<StayingNode> best = node -> !taken.contains(node.branch()) && able.test(node);
    return draw(best).or(() -> pick(best)).or(() -> pick(able)).or(() -> gateway.filter(able));
  }

  /**
   * Picks for users who are likely to be at a place: of the nodes on branches without a copy the
   * nearest, or one that is hardly farther, as many nodes may stand in one city.
   *
   * @param bytes the blob's length
   * @param holders who holds the blob, or is getting it
   * @return empty if nobody can take it
   */
  public Optional<StayingNode> chooseNear(GeoPoint place, long bytes, Collection<String> holders) {
    Set<String> taken = new HashSet<>();
    holders.forEach(holder -> taken.add(branches.get(holder)));
    Predicate<StayingNode> able =
        node ->
            node.location().isPresent()
                && !taken.contains(node.branch())
                && node.bytesFree() >= bytes;
    double near =
        members.stream().filter(able).mapToDouble(node -> kilometres(place, node)).min().orElse(0)
            + NEIGHBOURHOOD_KILOMETRES;
    return pick(node -> able.test(node) && kilometres(place, node) <= near)
        .or(() -> choose(bytes, holders));
  }

  private static double kilometres(GeoPoint place, StayingNode node) {
    return GreatCircle.kilometres(place, node.location().orElseThrow());
  }

  private Optional<StayingNode> draw(Predicate<StayingNode> wanted) {
    for (int i = 0; i < MOST_DRAWS && weights.length > 0; i++) {
      StayingNode node = members.get(at(random.nextDouble() * weights[weights.length - 1]));
      if (wanted.test(node)) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  private int at(double weight) {
    int found = Arrays.binarySearch(weights, weight);
    return Math.min(found < 0 ? -found - 1 : found + 1, weights.length - 1);
  }

  // What the draws missed: each of the wanted replaces the one before by its share of the weights.
  private Optional<StayingNode> pick(Predicate<StayingNode> wanted) {
    StayingNode picked = null;
    double sum = 0;
    for (StayingNode node : members) {
      if (wanted.test(node)) {
        sum += weight(node);
        picked = random.nextDouble() * sum < weight(node) ? node : picked;
      }
    }
    return Optional.ofNullable(picked);
  }

  private static double weight(StayingNode node) {
    return Math.max(1, node.bytesFree());
  }
}
