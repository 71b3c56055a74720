package org.legim.launcher;

import java.util.List;

/** The launcher will not start a node; the lines say why and, where it can be known, what to do. */
final class Refusal extends Exception {
  private final transient List<String> lines;

  Refusal(String line) {
    this(List.of(line));
  }

  Refusal(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  List<String> lines() {
    return lines;
  }
}
