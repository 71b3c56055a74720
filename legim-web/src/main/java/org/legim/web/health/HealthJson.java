package org.legim.web.health;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Map;
import org.legim.node.Check;

/** What a probe hears: the payload of MicroProfile Health 4.0 section 3.2. */
@JsonbPropertyOrder({"status", "checks"})
public record HealthJson(String status, List<CheckJson> checks) {

  static HealthJson of(List<Check> checks) {
    return new HealthJson(
        status(checks.stream().allMatch(Check::up)), checks.stream().map(CheckJson::of).toList());
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }

  /** One of the checks. */
  @JsonbPropertyOrder({"name", "status", "data"})
  public record CheckJson(String name, String status, Map<String, String> data) {

    static CheckJson of(Check check) {
      return new CheckJson(check.name().label(), HealthJson.status(check.up()), check.data());
    }
  }
}
