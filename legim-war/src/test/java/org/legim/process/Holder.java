package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.legim.testing.Answer;
import org.legim.testing.Api;

/**
 * A node that holds an image, as a gateway says.
 *
 * @param node its name
 * @param id its id
 * @param path the names from the gateway down to it
 */
record Holder(String node, String id, List<String> path) {

  /** All that hold an image. */
  static List<Holder> of(Api gateway, String image) {
    Answer answer = gateway.get("images/" + image + "/info");
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return in(answer);
  }

  /** Those that an answer names which tells about an image. */
  static List<Holder> in(Answer info) {
    return info.json().getJsonArray("holders").getValuesAs(JsonObject.class).stream()
        .map(Holder::of)
        .toList();
  }

  private static Holder of(JsonObject json) {
    return new Holder(
        json.getString("node"),
        json.getString("id"),
        json.getJsonArray("path").getValuesAs(JsonString::getString));
  }
}
