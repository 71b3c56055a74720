package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.legim.drain.StopPlan;

/**
 * What would happen if a node were retired now; the members are those of {@link StopPlan}.
 *
 * @param seconds null while no speed has been measured
 */
@JsonbPropertyOrder({
  "node",
  "name",
  "possible",
  "obstacles",
  "blobs",
  "bytes",
  "bytesStaying",
  "seconds",
  "steps",
  "receivers"
})
public record StopPlanJson(
    String node,
    String name,
    boolean possible,
    List<String> obstacles,
    long blobs,
    long bytes,
    long bytesStaying,
    Long seconds,
    List<StepJson> steps,
    List<ReceiverJson> receivers) {

  /** A node that would leave; the members are those of {@link StopPlan.Step}. */
  @JsonbPropertyOrder({"node", "name", "online", "blobs", "bytes"})
  public record StepJson(String node, String name, boolean online, long blobs, long bytes) {

    static StepJson of(StopPlan.Step step) {
      return new StepJson(step.node(), step.name(), step.online(), step.blobs(), step.bytes());
    }
  }

  /** A node that would receive; the members are those of {@link StopPlan.Receiver}. */
  @JsonbPropertyOrder({"node", "name", "bytes", "bytesFree"})
  public record ReceiverJson(String node, String name, long bytes, long bytesFree) {

    static ReceiverJson of(StopPlan.Receiver receiver) {
      return new ReceiverJson(
          receiver.node(), receiver.name(), receiver.bytes(), receiver.bytesFree());
    }
  }

  static StopPlanJson of(StopPlan plan) {
    return new StopPlanJson(
        plan.node(),
        plan.name(),
        plan.possible(),
        plan.obstacles(),
        plan.blobs(),
        plan.bytes(),
        plan.bytesStaying(),
        plan.seconds().isPresent() ? plan.seconds().getAsLong() : null,
        plan.steps().stream().map(StepJson::of).toList(),
        plan.receivers().stream().map(ReceiverJson::of).toList());
  }
}
