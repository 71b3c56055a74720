package org.legim.launcher.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A stop-plan as an operator reads it before saying yes. */
public final class StopPlanTable {
  private StopPlanTable() {}

  /** Who would leave, who would receive, and what that takes, in lines without line ends. */
  public static List<String> lines(StopPlanView plan) {
    List<String> lines = new ArrayList<>(leaving(plan));
    if (!plan.receivers().isEmpty()) {
      lines.add("");
      lines.addAll(receiving(plan));
    }
    lines.add("");
    lines.add(summary(plan));
    plan.obstacles().forEach(obstacle -> lines.add("not possible: " + obstacle));
    return List.copyOf(lines);
  }

  private static List<String> leaving(StopPlanView plan) {
    Table table = new Table(Set.of("IMAGES", "HOLDS"), List.of("LEAVES", "IMAGES", "HOLDS", ""));
    plan.steps()
        .forEach(
            step ->
                table.row(
                    step.name(),
                    String.valueOf(step.blobs()),
                    ByteCount.of(step.bytes()),
                    step.online() ? "" : "cannot be reached"));
    return table.lines();
  }

  private static List<String> receiving(StopPlanView plan) {
    Table table = new Table(Set.of("BYTES", "ROOM"), List.of("RECEIVES", "BYTES", "ROOM"));
    plan.receivers()
        .forEach(
            receiver ->
                table.row(
                    receiver.name(),
                    ByteCount.of(receiver.bytes()),
                    ByteCount.of(receiver.bytesFree())));
    return table.lines();
  }

  private static String summary(StopPlanView plan) {
    String staying =
        plan.bytesStaying() == 0
            ? ""
            : "; %s need not, as enough nodes hold them"
                .formatted(ByteCount.of(plan.bytesStaying()));
    String time =
        plan.seconds().isPresent() ? "; about " + TimeSpan.of(plan.seconds().getAsLong()) : "";
    return "%d images, %s to move%s%s"
        .formatted(plan.blobs(), ByteCount.of(plan.bytes()), staying, time);
  }
}
