package org.legim.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.JsonbBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.legim.node.Check;
import org.legim.node.CheckName;

class HealthJsonTest {

  private static String json(Check... checks) {
    return JsonbBuilder.create().toJson(HealthJson.of(List.of(checks)));
  }

  private static Check disk(boolean up) {
    return new Check(CheckName.DISK, up, Map.of("node", "hanoi"));
  }

  @Test
  void hasTheShapeOfMicroProfileHealth() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("node", "hanoi");
    data.put("state", "draining");
    data.put("reason", "it was \"asked\" to");

    assertThat(json(new Check(CheckName.NODE, false, data), disk(true)))
        .isEqualTo(
            "{\"status\":\"DOWN\",\"checks\":["
                + "{\"name\":\"legim-node\",\"status\":\"DOWN\",\"data\":"
                + "{\"node\":\"hanoi\",\"state\":\"draining\",\"reason\":\"it was \\\"asked\\\" to\"}},"
                + "{\"name\":\"legim-disk\",\"status\":\"UP\",\"data\":{\"node\":\"hanoi\"}}]}");
  }

  @Test
  void isUpIfAllChecksAre() {
    assertThat(json(disk(true))).startsWith("{\"status\":\"UP\",");
    assertThat(json(disk(true), disk(false))).startsWith("{\"status\":\"DOWN\",");
  }
}
