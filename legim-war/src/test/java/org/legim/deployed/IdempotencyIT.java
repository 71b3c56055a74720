package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonArray;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.legim.testing.Answer;
import org.legim.testing.Images;
import org.legim.testing.MultipartBody;

/** A POST that is repeated under one {@code Idempotency-Key}. */
@RunAsClient
class IdempotencyIT extends DeployedTest {

  private final String key = fresh();

  @Test
  void aRepetitionIsAnsweredWithTheFirstImage() {
    byte[] png = Images.png();

    Answer first = api.post("images?name=a.png", png, "Idempotency-Key", key);
    Answer again = api.post("images?name=a.png", png, "Idempotency-Key", key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(api.get("images?sha256=" + first.string("sha256")).json().getJsonArray("images"))
        .hasSize(1);
  }

  @Test
  void otherBytesUnderTheSameKeyAreRefused() {
    assertThat(api.post("images", Images.png(), "Idempotency-Key", key).status()).isEqualTo(201);

    Answer other = api.post("images", Images.png(), "Idempotency-Key", key);

    assertProblem(other, 422, "key-reused");
  }

  @Test
  void aKeyWhoseImageIsGoneIsAConflict() {
    byte[] png = Images.png();
    String id = api.post("images", png, "Idempotency-Key", key).string("id");
    assertThat(api.delete("images/" + id).status()).isEqualTo(204);

    assertProblem(api.post("images", png, "Idempotency-Key", key), 409, "key-outlived");
  }

  @Test
  void aFormIsRepeatedFileByFile() {
    MultipartBody form =
        new MultipartBody().file("one.png", Images.png()).file("two.png", Images.png());

    Answer first = api.post("images", form, "Idempotency-Key", key);
    Answer again = api.post("images", form, "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
  }

  @Test
  void aFormThatWasTornIsCompletedByItsRepetition() {
    byte[] one = Images.png();
    byte[] two = Images.png();
    MultipartBody torn = new MultipartBody().file("one.png", one);
    MultipartBody whole = new MultipartBody().file("one.png", one).file("two.png", two);

    Answer first =
        api.post(
            "images", torn.tornBytes(), "Content-Type", torn.contentType(), "Idempotency-Key", key);
    Answer second = api.post("images", whole, "Idempotency-Key", key);
    Answer third = api.post("images", whole, "Idempotency-Key", key);

    assertThat(second.status()).as("%s", second).isEqualTo(201);
    JsonArray images = second.json().getJsonArray("images");
    assertThat(images).hasSize(2);
    assertThat(third.text()).isEqualTo(second.text());
    if (first.status() == 201) {
      assertThat(first.json().getJsonArray("images").get(0)).isEqualTo(images.get(0));
    }
  }

  @Test
  void aKeyMustHaveASensibleLength() {
    assertProblem(
        api.post("images", Images.png(), "Idempotency-Key", "k".repeat(256)),
        400,
        "malformed-request");
    assertProblem(
        api.post("images", Images.png(), "Idempotency-Key", ""), 400, "malformed-request");
  }
}
