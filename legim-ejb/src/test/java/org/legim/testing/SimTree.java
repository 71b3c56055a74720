package org.legim.testing;

import java.util.List;
import java.util.stream.Stream;
import org.legim.testing.SimWorld.Place;
import org.legim.tree.TreeNode;

/** What a tree looks like, in one line. */
public final class SimTree {

  private SimTree() {}

  /** As in {@code gw(a(b lost) c)}; who is online has no state. */
  public static String show(SimNode node) {
    return show(node.tree().topology().root());
  }

  private static String show(TreeNode node) {
    String state = node.state().label();
    String below =
        node.children().isEmpty()
            ? ""
            : "(" + String.join(" ", node.children().stream().map(SimTree::show).toList()) + ")";
    return node.name() + (state.equals("online") ? "" : ":" + state) + below;
  }

  /** Starts new nodes, each below the one before; the first is the gateway. */
  public static List<SimNode> chain(SimWorld world, String... names) {
    return Stream.of(names)
        .map(
            name -> {
              int at = List.of(names).indexOf(name);
              Place place = at == 0 ? Place.gateway(name) : Place.below(names[at - 1], name);
              return world.start(name, new SimDisk("id-" + name), place);
            })
        .toList();
  }
}
