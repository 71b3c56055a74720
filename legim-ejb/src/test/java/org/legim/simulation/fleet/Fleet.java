package org.legim.simulation.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.legim.flow.ReceiverChoice;
import org.legim.flow.SurplusChoice;
import org.legim.tree.StayingNode;

/** The nodes and their images, and the choices that a gateway makes among them. */
final class Fleet {

  /** After so many choices the room of all nodes is looked at again. */
  private static final int CHOICES = 1000;

  final RandomGenerator random;
  final FleetNode gateway;
  final Copies copies;
  private final List<FleetNode> nodes = new ArrayList<>();
  private final SurplusChoice surplus;
  private final long meanCapacity;
  private List<FleetNode> staying = List.of();
  private ReceiverChoice receivers;
  private int choices;

  /**
   * @param meanCapacity what a node has room for on average, in bytes; the largest has four times
   *     that of the smallest
   */
  Fleet(int images, long meanCapacity, RandomGenerator random) {
    this.random = random;
    this.meanCapacity = meanCapacity;
    this.copies = new Copies(images, nodes::get);
    this.gateway = add(null, Long.MAX_VALUE);
    this.surplus = new SurplusChoice(gateway.id);
  }

  /** Adds a node that holds nothing. */
  FleetNode join(FleetNode head) {
    return add(head, random.nextLong(meanCapacity * 2 / 5, meanCapacity * 8 / 5));
  }

  private FleetNode add(FleetNode head, long capacity) {
    FleetNode node = new FleetNode(nodes.size(), head, capacity);
    nodes.add(node);
    copies.setStaying(node, true);
    changed();
    return node;
  }

  /** Who stays has changed. */
  void changed() {
    staying = nodes.stream().filter(node -> node.staying).toList();
    choices = 0;
  }

  /** Those that stay, but for the gateway. */
  List<FleetNode> members() {
    return staying.subList(1, staying.size());
  }

  List<FleetNode> below(FleetNode head) {
    return nodes.stream().filter(node -> node.head == head && !node.gone).toList();
  }

  /** On how many nodes an image should be now. */
  int enough(int image) {
    return Math.min(copies.wanted[image], staying.size());
  }

  /** Who takes one more copy of an image, as the gateway decides it. */
  Optional<FleetNode> receiver(int image) {
    if (choices-- <= 0) {
      choices = CHOICES;
      List<StayingNode> seen = staying.stream().map(FleetNode::asStaying).toList();
      receivers = new ReceiverChoice(gateway.id, seen, random);
    }
    return receivers
        .choose(
            copies.bytes[image],
            copies.holderIds(image),
            (node, bytes) -> node(node).free() >= bytes)
        .map(this::node);
  }

  /** Which copy of an image is let go, as the gateway decides it. */
  FleetNode surplus(int image) {
    List<StayingNode> holders =
        copies.holders(image).stream()
            .filter(node -> node.staying)
            .map(FleetNode::asStaying)
            .toList();
    return node(surplus.choose(holders).orElseThrow());
  }

  private FleetNode node(StayingNode node) {
    return nodes.get(Integer.parseInt(node.id()));
  }

  /** Sends what the gateway holds to the nodes below it; tells how many bytes. */
  long place() {
    long moved = 0;
    for (int image : gateway.images.toArray()) {
      int enough = Math.min(copies.wanted[image], staying.size() - 1);
      while (copies.good[image] - 1 < enough) {
        FleetNode receiver = receiver(image).orElse(gateway);
        if (receiver == gateway) {
          break;
        }
        copies.add(image, receiver);
        moved += copies.bytes[image];
      }
      if (copies.good[image] - 1 >= Math.max(1, enough(image))) {
        copies.remove(image, gateway);
      }
    }
    return moved;
  }
}
