package org.legim.launcher.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tree of nodes as a table, its first column drawn as branches. */
public final class TreeTable {
  private static final List<String> HEADER =
      List.of("NAME", "ROLE", "STATE", "IMAGES", "USED", "FREE", "ADDRESS");

  /** The columns of numbers, which stand on the right: images, used and free. */
  private static final int FIRST_NUMBER = 3;

  private static final int LAST_NUMBER = 5;
  private static final String NOTHING_YET = "-";

  private final List<List<String>> rows = new ArrayList<>();

  private TreeTable() {
    rows.add(HEADER);
  }

  /** A line for the head of the table and one for each node, top down, without line ends. */
  public static List<String> lines(NodeView root) {
    TreeTable table = new TreeTable();
    table.add(root, "", "");
    return table.aligned();
  }

  /**
   * @param own what is drawn before the name of the node
   * @param below what is drawn before the branches of its children
   */
  private void add(NodeView node, String own, String below) {
    rows.add(
        List.of(
            own + node.name(),
            node.role(),
            node.state(),
            node.isPending() ? NOTHING_YET : String.format(Locale.ROOT, "%d", node.images()),
            node.isPending() ? NOTHING_YET : ByteCount.of(node.bytesUsed()),
            node.isPending() ? NOTHING_YET : ByteCount.of(node.bytesFree()),
            node.address()));
    int last = node.children().size() - 1;
    for (int i = 0; i <= last; i++) {
      add(
          node.children().get(i),
          below + (i < last ? "├─ " : "└─ "),
          below + (i < last ? "│  " : "   "));
    }
  }

  private List<String> aligned() {
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> cell(row.get(column), column, widths[column]))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String cell(String text, int column, int width) {
    String space = " ".repeat(width - width(text));
    return column >= FIRST_NUMBER && column <= LAST_NUMBER ? space + text : text + space;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
