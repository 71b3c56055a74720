package org.legim.web.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.legim.latency.Choice;
import org.legim.route.Explanation;

/**
 * Where an image would be read from now, and why.
 *
 * @param id the image
 * @param from the name of the node that it would be read from; null if none can be reached
 * @param why one sentence
 * @param holders the other nodes that have it, and what a read there is expected to cost
 */
@JsonbPropertyOrder({"id", "from", "why", "holders"})
public record RouteJson(String id, String from, String why, List<RouteHolderJson> holders) {

  /**
   * Puts an explanation into words.
   *
   * @param self the name of this node
   */
  static RouteJson of(
      String id, String self, Explanation explanation, List<RouteHolderJson> holders) {
    if (explanation.here()) {
      return new RouteJson(id, self, self + " has the bytes on its own disk.", holders);
    }
    Map<String, RouteHolderJson> byId = new HashMap<>();
    holders.forEach(each -> byId.put(each.id(), each));
    List<RouteHolderJson> order = explanation.choice().order().stream().map(byId::get).toList();
    if (order.isEmpty()) {
      return new RouteJson(id, null, "No node that has the bytes can be reached.", holders);
    }
    String why = why(explanation.choice().reason(), order);
    return new RouteJson(id, order.get(0).node(), why, holders);
  }

  private static String why(Choice.Reason reason, List<RouteHolderJson> order) {
    RouteHolderJson first = order.get(0);
    return switch (reason) {
      case ONLY_ONE -> first.node() + " is the only holder that can be reached.";
      case LOWEST_COST ->
          "%s costs %s, the next, %s, %s."
              .formatted(first.node(), cost(first), order.get(1).node(), cost(order.get(1)));
      case LOWEST_OF_SOME ->
          "%s costs %s, the least of those compared: two at random of %d, and the one asked last."
              .formatted(first.node(), cost(first), order.size());
      case KEPT ->
          "%s, which was asked last, costs %s; %s costs %s, which is not better by a fifth."
              .formatted(first.node(), cost(first), order.get(1).node(), cost(order.get(1)));
    };
  }

  private static String cost(RouteHolderJson holder) {
    return String.format(Locale.ROOT, "%.1f ms", holder.costMs());
  }
}
