package org.legim.link;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import org.junit.jupiter.api.Test;

class NodeStatusTest {

  private static final Jsonb JSON = JsonbBuilder.create();

  @Test
  void canComeFromANodeThatDoesNotTellOfDamage() {
    NodeStatus status =
        JSON.fromJson(
            "{\"id\":\"a\",\"parent\":\"b\",\"name\":\"usa\",\"state\":\"ONLINE\",\"address\":"
                + "\"http://a\",\"images\":1,\"bytesUsed\":2,\"bytesFree\":3}",
            NodeStatus.class);

    assertThat(status)
        .isEqualTo(
            new NodeStatus("a", "b", "usa", "ONLINE", "http://a", null, null, 1, 2, 3, null));
    assertThat(JSON.toJson(status)).doesNotContain("damaged", "publicUrl", "deliveryKey");
  }

  @Test
  void tellsOfDamageAndOfWhereUsersMayBeSent() {
    NodeStatus status =
        new NodeStatus(
            "a", "b", "usa", "ONLINE", "http://a", 1.5, 2.5, 1, 2, 3, 4, "https://img.a", "key");

    assertThat(JSON.fromJson(JSON.toJson(status), NodeStatus.class)).isEqualTo(status);
  }
}
