package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.legim.testing.Answer;
import org.legim.testing.Eventually;
import org.legim.testing.Images;

/** DELETE of an image. */
@RunAsClient
class DeleteIT extends DeployedTest {

  @Test
  void aDeletedImageIsGoneAndItsBytesToo() throws Exception {
    JsonObject image = stored(Images.png());
    String path = "images/" + image.getString("id");
    Path blob = blob(image.getString("sha256"));
    assertThat(blob).exists();

    Answer answer = api.delete(path);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertProblem(api.delete(path), 404, "no-such-image");
    assertProblem(api.get(path), 404, "no-such-image");
    assertProblem(api.get(path + "/info"), 404, "no-such-image");
    assertThat(api.get("images?sha256=" + image.getString("sha256")).json().getJsonArray("images"))
        .isEmpty();
    Eventually.holds("the bytes go", () -> Files.notExists(blob));
  }

  @Test
  void bytesThatAnotherImageNeedsStay() {
    byte[] png = Images.png();
    JsonObject gone = stored(png);
    JsonObject kept = stored(png);

    api.delete("images/" + gone.getString("id"));
    api.delete("images/" + stored(Images.png()).getString("id"));

    assertThat(api.get("images/" + kept.getString("id")).body()).isEqualTo(png);
  }

  @Test
  void anIdCanBeUsedAgain() {
    String id = fresh();
    stored(id, Images.png());
    api.delete("images/" + id);
    byte[] again = Images.png();

    stored(id, again);

    assertThat(api.get("images/" + id).body()).isEqualTo(again);
  }
}
