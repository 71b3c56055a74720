package org.legim.simulation.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** Who holds which images. */
final class Copies {

  private static final int NOBODY = -1;

  /** Of one image; those on nodes that are away for long come on top of those that are wanted. */
  private static final int MOST = 12;

  final int[] bytes;
  final byte[] wanted;

  /** On how many staying nodes an image is. */
  final byte[] good;

  /** How many disks with an image have been lost since it was whole. */
  final byte[] disksLost;

  private final BitSet lost = new BitSet();
  private final int[] holders;
  private final int[] places;
  private final IntFunction<FleetNode> nodes;

  Copies(int images, IntFunction<FleetNode> nodes) {
    this.bytes = new int[images];
    this.wanted = new byte[images];
    this.good = new byte[images];
    this.disksLost = new byte[images];
    this.holders = new int[images * MOST];
    this.places = new int[images * MOST];
    this.nodes = nodes;
    Arrays.fill(holders, NOBODY);
  }

  int images() {
    return bytes.length;
  }

  void add(int image, FleetNode node) {
    int slot = slot(image, NOBODY);
    holders[slot] = node.number;
    places[slot] = node.images.add(image);
    node.used += bytes[image];
    if (node.staying) {
      count(image, 1);
    }
  }

  void remove(int image, FleetNode node) {
    int slot = slot(image, node.number);
    int moved = node.images.removeAt(places[slot]);
    if (moved >= 0) {
      places[slot(moved, node.number)] = places[slot];
    }
    holders[slot] = NOBODY;
    node.used -= bytes[image];
    if (node.staying) {
      count(image, -1);
    }
  }

  /** A node counts from now on, or counts no more. */
  void setStaying(FleetNode node, boolean staying) {
    if (node.staying == staying) {
      return;
    }
    node.staying = staying;
    for (int image : node.images.toArray()) {
      count(image, staying ? 1 : -1);
    }
  }

  private void count(int image, int more) {
    good[image] += (byte) more;
    if (good[image] >= wanted[image]) {
      disksLost[image] = 0;
    }
  }

  boolean has(int image, FleetNode node) {
    for (int slot = image * MOST; slot < (image + 1) * MOST; slot++) {
      if (holders[slot] == node.number) {
        return true;
      }
    }
    return false;
  }

  /** All that hold an image, staying or not. */
  List<FleetNode> holders(int image) {
    List<FleetNode> found = new ArrayList<>(MOST);
    for (int slot = image * MOST; slot < (image + 1) * MOST; slot++) {
      if (holders[slot] != NOBODY) {
        found.add(nodes.apply(holders[slot]));
      }
    }
    return found;
  }

  List<String> holderIds(int image) {
    List<String> found = new ArrayList<>(MOST);
    for (int slot = image * MOST; slot < (image + 1) * MOST; slot++) {
      if (holders[slot] != NOBODY) {
        found.add(nodes.apply(holders[slot]).id);
      }
    }
    return found;
  }

  /** The last disk with an image is lost. */
  void lose(int image) {
    lost.set(image);
  }

  boolean isLost(int image) {
    return lost.get(image);
  }

  int lost() {
    return lost.cardinality();
  }

  private int slot(int image, int number) {
    for (int slot = image * MOST; slot < (image + 1) * MOST; slot++) {
      if (holders[slot] == number) {
        return slot;
      }
    }
    throw new IllegalStateException("image " + image + " has no place for " + number);
  }
}
