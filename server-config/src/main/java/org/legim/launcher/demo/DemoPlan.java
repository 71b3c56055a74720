package org.legim.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * The nodes of the demo and who is whose child.
 *
 * @param nodes parents before their children
 */
record DemoPlan(List<DemoNode> nodes) {
  /** The world of the demo: a gateway, a cluster for each of two countries, leaves in cities. */
  static DemoPlan of(IntSupplier ports) {
    List<DemoNode> nodes = new ArrayList<>();
    DemoNode gateway = add(nodes, "gateway", "50.11,8.68", ports, null);
    DemoNode usa = add(nodes, "usa", "39.10,-94.58", ports, gateway);
    DemoNode vietnam = add(nodes, "vietnam", "10.78,106.70", ports, gateway);
    add(nodes, "san-francisco", "37.77,-122.42", ports, usa);
    add(nodes, "chicago", "41.88,-87.63", ports, usa);
    add(nodes, "florida", "27.95,-82.46", ports, usa);
    add(nodes, "hanoi", "21.03,105.85", ports, vietnam);
    add(nodes, "da-nang", "16.07,108.22", ports, vietnam);
    return new DemoPlan(List.copyOf(nodes));
  }

  private static DemoNode add(
      List<DemoNode> nodes, String name, String location, IntSupplier ports, DemoNode parent) {
    DemoNode node = new DemoNode(name, location, ports.getAsInt(), Optional.ofNullable(parent));
    nodes.add(node);
    return node;
  }

  DemoNode gateway() {
    return nodes.get(0);
  }

  /** The nodes of equal depth together, from the gateway down. */
  List<List<DemoNode>> levels() {
    return List.copyOf(
        nodes.stream()
            .collect(Collectors.groupingBy(DemoNode::depth, TreeMap::new, Collectors.toList()))
            .values());
  }
}
