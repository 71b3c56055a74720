package org.legim.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.legim.blob.Sha256;

/** Nodes that were alone, with images of their own, until they were given a parent. */
final class Newcomers {

  private final Set<Machine> strangers = new HashSet<>();
  private final List<Brought> brought = new ArrayList<>();

  /** An image that the tree does not know yet. */
  private record Brought(Machine machine, String id, String hash) {}

  void add(Machine machine, Map<String, String> images) {
    strangers.add(machine);
    images.forEach((id, hash) -> brought.add(new Brought(machine, id, hash)));
  }

  /** Whether the revisions of its records mean nothing in the tree. */
  boolean isStranger(Machine machine) {
    return strangers.contains(machine);
  }

  /** The gateway and the node agree for the first time. */
  void settled(Machine machine) {
    strangers.remove(machine);
  }

  /**
   * The gateway has taken a report of a node.
   *
   * @param listed all images of the gateway
   * @param before what they were, where that is certain
   * @return those that came with the node
   */
  Map<String, String> adopted(
      Machine machine, Map<String, String> listed, Map<String, String> before) {
    Map<String, String> adopted = new TreeMap<>();
    for (Iterator<Brought> each = brought.iterator(); each.hasNext(); ) {
      Brought image = each.next();
      if (image.machine() == machine) {
        listed.entrySet().stream()
            .filter(entry -> entry.getValue().equals(image.hash()))
            .map(Map.Entry::getKey)
            .filter(id -> id.equals(image.id()) || id.startsWith(image.id() + "~" + machine))
            .findFirst()
            .ifPresent(
                id -> {
                  each.remove();
                  if (!image.hash().equals(before.get(id))) {
                    adopted.put(id, image.hash());
                  }
                });
      }
    }
    return adopted;
  }

  /** What is not as it has to be at every moment. */
  List<String> problems() {
    return brought.stream()
        .filter(image -> !image.machine().disk.blobs.containsKey(new Sha256(image.hash())))
        .map(image -> image.machine() + " has lost " + image.id() + ": blob " + image.hash())
        .toList();
  }

  /** What is not as it has to be in the end. */
  List<String> pending() {
    List<String> problems = new ArrayList<>();
    brought.forEach(image -> problems.add("not adopted: " + image));
    strangers.forEach(machine -> problems.add(machine + " is a stranger"));
    return problems;
  }
}
