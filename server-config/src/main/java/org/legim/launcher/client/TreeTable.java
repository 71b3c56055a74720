package org.legim.launcher.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A tree of nodes as a table, its first column drawn as branches. */
public final class TreeTable {
  private static final String NOTHING_YET = "-";

  private static final List<String> COLUMNS =
      List.of("NAME", "ROLE", "STATE", "IMAGES", "USED", "FREE", "ADDRESS");

  private final boolean damage;
  private final Table table;

  /**
   * @param damage whether to say how many damaged files the nodes have set aside
   */
  private TreeTable(boolean damage) {
    this.damage = damage;
    this.table =
        new Table(Set.of("IMAGES", "USED", "FREE", "DAMAGED"), columns(COLUMNS, "DAMAGED"));
  }

  private List<String> columns(List<String> usual, String damaged) {
    List<String> all = new ArrayList<>(usual);
    if (damage) {
      all.add(all.size() - 1, damaged);
    }
    return all;
  }

  /** A line for the head of the table and one for each node, top down, without line ends. */
  public static List<String> lines(NodeView root) {
    TreeTable tree = new TreeTable(root.all().anyMatch(node -> node.damaged() > 0));
    tree.add(root, "", "");
    return tree.table.lines();
  }

  /**
   * @param own what is drawn before the name of the node
   * @param below what is drawn before the branches of its children
   */
  private void add(NodeView node, String own, String below) {
    List<String> usual =
        List.of(
            own + node.name(),
            node.role(),
            node.state(),
            node.isPending() ? NOTHING_YET : count(node.images()),
            node.isPending() ? NOTHING_YET : ByteCount.of(node.bytesUsed()),
            node.isPending() ? NOTHING_YET : ByteCount.of(node.bytesFree()),
            node.address());
    String damaged = node.damaged() > 0 ? count(node.damaged()) : NOTHING_YET;
    table.row(columns(usual, damaged).toArray(String[]::new));
    int last = node.children().size() - 1;
    for (int i = 0; i <= last; i++) {
      add(
          node.children().get(i),
          below + (i < last ? "├─ " : "└─ "),
          below + (i < last ? "│  " : "   "));
    }
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%d", number);
  }
}
