package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonObject;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Images;

/** What is known of an image, and of the nodes. */
@RunAsClient
class InfoIT extends DeployedTest {

  @Test
  void infoIsTheImageAndItsHolders() {
    JsonObject image = stored(Images.png());

    Answer answer = api.get("images/" + image.getString("id") + "/info");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonObject info = answer.json();
    image.forEach((member, value) -> assertThat(info.get(member)).isEqualTo(value));
    assertThat(info.keySet()).hasSize(image.size() + 2).endsWith("replicas", "holders");
    assertThat(info.getJsonObject("replicas").toString()).isEqualTo("{\"wanted\":2,\"actual\":1}");
    List<JsonObject> holders = info.getJsonArray("holders").getValuesAs(JsonObject.class);
    assertThat(holders).hasSize(1);
    JsonObject holder = holders.get(0);
    assertThat(holder.keySet()).containsExactly("node", "id", "path");
    assertThat(holder.getString("node")).isEqualTo("hanoi");
    assertThat(holder.getString("id")).isEqualTo(tree().getString("id"));
    assertThat(holder.getJsonArray("path").toString()).isEqualTo("[\"hanoi\"]");
  }

  @Test
  void anUploadSaysHowManyCopiesItWants() {
    String raw = api.post("images?replicas=3", Images.png()).json().getString("id");
    assertThat(wanted(raw)).isEqualTo(3);

    String own = fresh();
    api.put("images/" + own + "?replicas=32", Images.png());
    assertThat(wanted(own)).isEqualTo(32);
    api.put("images/" + own, Images.png());
    assertThat(wanted(own)).as("stored again without a number").isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "33", "-1", "two", ""})
  void aNumberOfCopiesThatCannotBeIsAProblem(String replicas) {
    String id = fresh();

    assertProblem(
        api.put("images/" + id + "?replicas=" + replicas, Images.png()), 400, "invalid-parameter");

    assertThat(api.get("images/" + id).status()).isEqualTo(404);
  }

  @Test
  void infoOfAnUnknownImageIsAProblem() {
    assertProblem(api.get("images/" + fresh() + "/info"), 404, "no-such-image");
  }

  @Test
  void theTreeIsThisNode() {
    JsonObject node = tree();

    // At its end comes "health", once the gateway has looked at all images.
    assertThat(node.keySet().stream().filter(key -> !key.equals("health")))
        .containsExactly(
            "id",
            "name",
            "role",
            "state",
            "address",
            "location",
            "images",
            "bytesUsed",
            "bytesFree",
            "latencyMs",
            "children");
    assertThat(node.getString("name")).isEqualTo("hanoi");
    assertThat(node.getString("role")).isEqualTo("gateway");
    assertThat(node.getString("state")).isEqualToIgnoringCase("online");
    assertThat(node.getString("address")).isEqualTo("http://127.0.0.1:" + api.port() + "/legim");
    assertThat(node.getJsonObject("location").toString())
        .isEqualTo("{\"latitude\":21.03,\"longitude\":105.85}");
    assertThat(node.getJsonNumber("bytesFree").longValue()).isPositive();
    assertThat(node.getJsonArray("children")).isEmpty();
  }

  @Test
  void theTreeCountsImagesAndTheirBytes() {
    byte[] png = Images.png();
    JsonObject before = tree();

    String first = stored(png).getString("id");
    String second = stored(png).getString("id");
    JsonObject with = tree();
    api.delete("images/" + first);
    JsonObject withOne = tree();
    api.delete("images/" + second);
    JsonObject after = tree();

    assertThat(with.getInt("images")).isEqualTo(before.getInt("images") + 2);
    assertThat(bytesUsed(with)).as("equal bytes once").isEqualTo(bytesUsed(before) + png.length);
    assertThat(withOne.getInt("images")).isEqualTo(before.getInt("images") + 1);
    assertThat(bytesUsed(withOne)).isEqualTo(bytesUsed(with));
    assertThat(after.getInt("images")).isEqualTo(before.getInt("images"));
    assertThat(bytesUsed(after)).isEqualTo(bytesUsed(before));
  }

  @Test
  void aNodeIsFoundByIdAndByName() {
    String id = tree().getString("id");

    assertThat(api.get("tree/" + id).string("name")).isEqualTo("hanoi");
    assertThat(api.get("tree/hanoi").string("id")).isEqualTo(id);
    assertProblem(api.get("tree/saigon"), 404, "no-such-node");
  }

  private int wanted(String id) {
    return api.get("images/" + id + "/info").json().getJsonObject("replicas").getInt("wanted");
  }

  private JsonObject tree() {
    return api.get("tree").json();
  }

  private static long bytesUsed(JsonObject node) {
    return node.getJsonNumber("bytesUsed").longValue();
  }
}
