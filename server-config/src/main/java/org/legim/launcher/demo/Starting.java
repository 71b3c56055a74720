package org.legim.launcher.demo;

import java.util.ArrayList;
import java.util.List;

/** Watches how nodes start, until all that were started are ready. */
final class Starting implements Wait.Condition {
  private final List<RunningNode> waiting = new ArrayList<>();
  private final int all;
  private final Audience audience;
  private int up;

  /**
   * @param all how many nodes will have been started in the end
   */
  Starting(int all, Audience audience) {
    this.all = all;
    this.audience = audience;
  }

  void add(List<RunningNode> started) {
    waiting.addAll(started);
  }

  @Override
  public boolean holds() {
    for (RunningNode node : List.copyOf(waiting)) {
      if (node.isReady()) {
        waiting.remove(node);
        up++;
        audience.say("%s is up, %d of %d".formatted(node.name(), up, all));
      }
    }
    return waiting.isEmpty();
  }

  /** The names of those that are not ready. */
  List<String> missing() {
    return waiting.stream().map(RunningNode::name).toList();
  }

  /** What is wrong. */
  String complaint() {
    return String.join(", ", missing()) + " did not start in time";
  }
}
