package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Eventually;
import org.legim.testing.Images;
import org.legim.testing.MultipartBody;
import org.legim.testing.RawConnection;

/** POST of the files of a form. */
@RunAsClient
class MultipartUploadIT extends DeployedTest {

  private static final byte[] TEXT = "not an image".getBytes();

  @Test
  void storesManyFilesInTheirOrder() {
    MultipartBody form = new MultipartBody();
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      files.add(Images.png());
      form.file(i + ".png", files.get(i));
    }

    Answer answer = api.post("images", form);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().keySet()).containsExactly("images", "problems");
    assertThat(answer.json().getJsonArray("problems")).isEmpty();
    List<JsonObject> images = images(answer);
    assertThat(images).hasSize(300);
    assertThat(images).extracting(image -> image.getString("id")).isSorted();
    for (int i = 0; i < 300; i++) {
      assertThat(images.get(i).getString("name")).isEqualTo(i + ".png");
      assertThat(api.get("images/" + images.get(i).getString("id")).body()).isEqualTo(files.get(i));
    }
  }

  @Test
  void aBadFileDoesNotSpoilGoodOnes() {
    Answer answer =
        api.post(
            "images",
            new MultipartBody()
                .file("one.png", Images.png())
                .file("bad.txt", TEXT)
                .file("empty.png", new byte[0])
                .file("two.png", Images.png()));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(images(answer))
        .extracting(image -> image.getString("name"))
        .containsExactly("one.png", "two.png");
    List<JsonObject> problems = problems(answer);
    assertThat(problems)
        .extracting(problem -> problem.getString("file"))
        .containsExactly("bad.txt", "empty.png");
    assertThat(problems).extracting(problem -> problem.getInt("status")).containsExactly(415, 400);
    assertThat(problems)
        .extracting(problem -> problem.getString("type"))
        .containsExactly("urn:legim:problem:not-an-image", "urn:legim:problem:empty-image");
  }

  @Test
  void noneGoodForOneReasonHasTheStatusOfThat() {
    Answer answer = api.post("images", new MultipartBody().file("a.txt", TEXT).file("b.txt", TEXT));

    assertProblem(answer, 415, "not-an-image");
    assertThat(images(answer)).isEmpty();
    assertThat(problems(answer))
        .extracting(problem -> problem.getString("file"))
        .containsExactly("a.txt", "b.txt");
  }

  @Test
  void noneGoodForSeveralReasonsIsABadRequest() {
    Answer answer =
        api.post("images", new MultipartBody().file("a.txt", TEXT).file("b.png", new byte[0]));

    assertProblem(answer, 400, "malformed-request");
    assertThat(problems(answer))
        .extracting(problem -> problem.getInt("status"))
        .containsExactly(415, 400);
  }

  @Test
  void aFormWithoutAFileIsABadRequest() {
    assertProblem(
        api.post("images", new MultipartBody().field("token", "x")), 400, "malformed-request");
    assertProblem(api.post("images", new MultipartBody()), 400, "malformed-request");
  }

  @Test
  void aFieldThatIsNoFileIsPassedOver() {
    Answer answer =
        api.post(
            "images",
            new MultipartBody()
                .field("token", "x")
                .file("a.png", Images.png())
                .field("send", "Send"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(images(answer)).hasSize(1);
    assertThat(problems(answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "filename=\"Hồ Gươm 📷.png\" | Hồ Gươm 📷.png",
        "filename=\"Ho.png\"; filename*=UTF-8''H%E1%BB%93.png | Hồ.png",
        "filename=plain.png | plain.png",
        "filename=\"a;b.png\" | a;b.png",
        "filename=\"/home/me/lake.png\" | lake.png",
      })
  void takesAFileNameWhole(String parameter, String name) {
    Answer answer =
        api.post(
            "images",
            new MultipartBody().part("form-data; name=\"file\"; " + parameter, Images.png()));

    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    assertThat(images(answer)).extracting(image -> image.getString("name")).containsExactly(name);
  }

  @Test
  void keepsTheFilesBeforeATornEnd() throws Exception {
    byte[] whole = Images.png();
    byte[] torn = new MultipartBody().file("one.png", whole).file("two.png", Images.png()).bytes();
    byte[] beginning = Arrays.copyOf(torn, torn.length - 60);

    Answer answer =
        api.post("images", beginning, "Content-Type", new MultipartBody().contentType());

    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    assertThat(images(answer))
        .extracting(image -> image.getString("name"))
        .containsExactly("one.png");
    assertThat(problems(answer)).isNotEmpty();
    Eventually.holds("incoming/ is empty", () -> incoming().isEmpty());
  }

  @Test
  void aConnectionThatBreaksLeavesNothingOfTheFileUnderWay() throws Exception {
    String name = fresh() + ".png";
    byte[] body = new MultipartBody().file(name, Images.draw("png", 200, 200)).bytes();
    try (RawConnection connection = RawConnection.to(api.port())) {
      connection
          .send("POST /legim/api/images HTTP/1.1\r\nHost: 127.0.0.1\r\n")
          .send("Content-Type: " + new MultipartBody().contentType() + "\r\n")
          .send("Content-Length: " + body.length + "\r\n\r\n")
          .send(Arrays.copyOf(body, body.length / 2));
      Eventually.holds("the upload has begun", () -> !incoming().isEmpty());
      connection.abort();
    }

    Eventually.holds("incoming/ is empty", () -> incoming().isEmpty());
    assertThat(api.get("images?limit=1000").text()).doesNotContain(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=other"})
  void aFormThatCannotBeTakenApartIsABadRequest(String contentType) {
    byte[] form = new MultipartBody().file("one.png", Images.png()).bytes();

    assertProblem(api.post("images", form, "Content-Type", contentType), 400, "malformed-request");
  }

  private static List<JsonObject> images(Answer answer) {
    return answer.json().getJsonArray("images").getValuesAs(JsonObject.class);
  }

  private static List<JsonObject> problems(Answer answer) {
    return answer.json().getJsonArray("problems").getValuesAs(JsonObject.class);
  }
}
