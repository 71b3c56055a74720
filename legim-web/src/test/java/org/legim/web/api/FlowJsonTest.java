package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.legim.flow.Flow;
import org.legim.flow.Reason;
import org.legim.repair.Health;

class FlowJsonTest {

  private final Jsonb json = JsonbBuilder.create();

  @AfterEach
  void close() throws Exception {
    json.close();
  }

  @Test
  void tellsWhatMovesAndWhy() {
    Flow repair = new Flow(Reason.REPAIR, Optional.empty(), 5, 500, 50, 7, 700);
    Flow drain = new Flow(Reason.BACKFLOW, Optional.of("d1"), 1, 10, 0, 2, 20);

    assertThat(json.toJson(FlowsJson.of(List.of(repair, drain))))
        .isEqualTo(
            "{\"flows\":["
                + "{\"reason\":\"repair\",\"images\":5,\"bytes\":500,\"bytesPerSecond\":50,"
                + "\"imagesLeft\":7,\"bytesLeft\":700},"
                + "{\"reason\":\"backflow\",\"drain\":\"d1\",\"images\":1,\"bytes\":10,"
                + "\"bytesPerSecond\":0,\"imagesLeft\":2,\"bytesLeft\":20}]}");
  }

  @Test
  void listsNothingWhereNothingMoves() {
    assertThat(json.toJson(FlowsJson.of(List.of()))).isEqualTo("{\"flows\":[]}");
  }

  @Test
  void tellsHowImagesAreOff() {
    Health health = new Health(9, 3, 1, Instant.EPOCH, Duration.ofMillis(5));

    assertThat(json.toJson(HealthJson.of(health)))
        .isEqualTo(
            "{\"images\":9,\"tooFew\":3,\"outOfReach\":1,\"counted\":\"1970-01-01T00:00:00Z\"}");
  }
}
