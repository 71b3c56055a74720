package org.legim.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in sentences what stands in the way of a drain. */
final class Obstacles {

  private static final int MOST_NODES = 5;

  private final DrainTree tree;

  Obstacles(DrainTree tree) {
    this.tree = tree;
  }

  /** Why a plan has too little room; empty if it has enough. */
  List<String> ofRoom(Planner.Plan plan) {
    if (plan.bytesShort() == 0) {
      return List.of();
    }
    StopPlan.Step root = plan.steps().get(plan.steps().size() - 1);
    return List.of(
        "needs %s bytes more room: %s%s %s bytes that have to be copied, %s"
            .formatted(
                number(plan.bytesShort()),
                root.name(),
                plan.steps().size() > 1 ? " and below hold" : " holds",
                number(plan.bytes()),
                rooms(plan.free())));
  }

  /** Why nodes that cannot be reached stand in the way; empty if all can be. */
  List<String> ofAbsence(List<StopPlan.Step> steps) {
    StopPlan.Step root = steps.get(steps.size() - 1);
    if (!root.online()) {
      return List.of(
          root.name()
              + " cannot be reached: start it again, or forget it if it will not come back");
    }
    List<String> away = steps.stream().filter(s -> !s.online()).map(StopPlan.Step::name).toList();
    return away.isEmpty()
        ? List.of()
        : List.of(
            String.join(", ", away)
                + " below "
                + root.name()
                + " cannot be reached: with force the others leave without "
                + (away.size() > 1 ? "them" : "it"));
  }

  private String rooms(Map<String, Long> free) {
    List<String> texts = new ArrayList<>();
    free.forEach((node, bytes) -> texts.add(tree.nameOf(node) + " can take " + number(bytes)));
    if (texts.isEmpty()) {
      return "no other node stays";
    }
    int more = texts.size() - MOST_NODES;
    List<String> first = texts.subList(0, Math.min(MOST_NODES, texts.size()));
    return String.join(", ", first) + (more > 0 ? " (and there are " + more + " more nodes)" : "");
  }

  /** A number with its digits in groups of three. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
  }
}
