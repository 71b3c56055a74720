package org.legim.launcher.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of texts in columns that are as wide as they need to be. */
final class Table {
  private final Set<String> numbers;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param numbers the columns that stand on the right
   */
  Table(Set<String> numbers, List<String> header) {
    this.numbers = Set.copyOf(numbers);
    this.header = List.copyOf(header);
    rows.add(this.header);
  }

  /** Adds a row with a text for each column. */
  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** A line for the header and one for each row, without line ends. */
  List<String> lines() {
    int[] widths =
        IntStream.range(0, header.size())
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> cell(row.get(column), header.get(column), widths[column]))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private String cell(String text, String column, int width) {
    String space = " ".repeat(width - width(text));
    return numbers.contains(column) ? space + text : text + space;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
