package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.legim.testing.Answer;
import org.legim.testing.Api;

/** All images that a gateway lists, page by page. */
final class ImageList {

  private ImageList() {}

  /** Their JSON, in the order of their ids. */
  static List<JsonObject> of(Api api) {
    List<JsonObject> images = new ArrayList<>();
    String after = "";
    while (after != null) {
      String query = "images?limit=100" + (after.isEmpty() ? "" : "&after=" + after);
      Answer answer = api.get(query);
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      JsonObject page = answer.json();
      images.addAll(page.getJsonArray("images").getValuesAs(JsonObject.class));
      after = page.getString("next", null);
    }
    return images;
  }

  /** Their hashes by their ids. */
  static Map<String, String> hashes(Api api) {
    return of(api).stream()
        .collect(
            Collectors.toMap(image -> image.getString("id"), image -> image.getString("sha256")));
  }
}
