package org.legim.launcher.client;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A tree of nodes as a table, its first column drawn as branches. */
public final class TreeTable {
  private static final String NOTHING_YET = "-";

  private final Table table =
      new Table(
          Set.of("IMAGES", "USED", "FREE"),
          List.of("NAME", "ROLE", "STATE", "IMAGES", "USED", "FREE", "ADDRESS"));

  private TreeTable() {}

  /** A line for the head of the table and one for each node, top down, without line ends. */
  public static List<String> lines(NodeView root) {
    TreeTable tree = new TreeTable();
    tree.add(root, "", "");
    return tree.table.lines();
  }

  /**
   * @param own what is drawn before the name of the node
   * @param below what is drawn before the branches of its children
   */
  private void add(NodeView node, String own, String below) {
    table.row(
        own + node.name(),
        node.role(),
        node.state(),
        node.isPending() ? NOTHING_YET : String.format(Locale.ROOT, "%d", node.images()),
        node.isPending() ? NOTHING_YET : ByteCount.of(node.bytesUsed()),
        node.isPending() ? NOTHING_YET : ByteCount.of(node.bytesFree()),
        node.address());
    int last = node.children().size() - 1;
    for (int i = 0; i <= last; i++) {
      add(
          node.children().get(i),
          below + (i < last ? "├─ " : "└─ "),
          below + (i < last ? "│  " : "   "));
    }
  }
}
