package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Images;

/** A stop in order, and the start after it. */
@DisabledOnOs(OS.WINDOWS)
class StopIT {

  @TempDir private Path temporary;

  @Test
  void aNodeThatWasStoppedComesBackWithEverything() {
    NodeFolder node = NodeFolder.create(temporary, "hanoi");
    Map<String, byte[]> images = new LinkedHashMap<>();
    String tree;
    try (LegimProcess process = node.start()) {
      Api api = process.api();
      for (int i = 0; i < 20; i++) {
        byte[] png = Images.png();
        images.put(api.post("images?name=" + i + ".png", png).string("id"), png);
      }
      tree = api.get("tree").string("id");

      assertThat(process.stop()).isZero();
      assertThat(process.err()).doesNotContain("\tat ", "Exception", "SEVERE", "WARN");
    }

    try (LegimProcess process = node.start()) {
      Api api = process.api();
      assertThat(api.get("tree").string("id")).isEqualTo(tree);
      assertThat(api.get("tree").json().getInt("images")).isEqualTo(images.size());
      assertThat(api.get("images").json().getJsonArray("images").getValuesAs(JsonObject.class))
          .extracting(image -> image.getString("id"))
          .containsExactlyElementsOf(images.keySet());
      images.forEach(
          (id, png) -> {
            Answer answer = api.get("images/" + id);
            assertThat(answer.body()).isEqualTo(png);
          });
      assertThat(process.stop()).isZero();
    }
  }
}
