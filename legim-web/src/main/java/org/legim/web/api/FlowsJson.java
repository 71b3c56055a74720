package org.legim.web.api;

import java.util.List;
import org.legim.flow.Flow;

/**
 * All that moves now.
 *
 * @param flows none where nothing moves
 */
public record FlowsJson(List<FlowJson> flows) {

  static FlowsJson of(List<Flow> flows) {
    return new FlowsJson(flows.stream().map(FlowJson::of).toList());
  }
}
