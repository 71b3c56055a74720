package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Hashes;
import org.legim.testing.Images;
import org.legim.testing.RawConnection;

/** POST of one image as the body of the request. */
@RunAsClient
class RawUploadIT extends DeployedTest {

  @Test
  void answersWithTheImageAndItsPlace() {
    byte[] png = Images.draw("png", 31, 17);

    Answer answer = api.post("images?name=lake.png", png, "Content-Type", "image/png");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonObject image = answer.json();
    assertThat(image.keySet())
        .containsExactly(
            "id", "name", "type", "bytes", "width", "height", "sha256", "created", "url");
    assertThat(image.getString("name")).isEqualTo("lake.png");
    assertThat(image.getString("type")).isEqualTo("image/png");
    assertThat(image.getInt("bytes")).isEqualTo(png.length);
    assertThat(image.getInt("width")).isEqualTo(31);
    assertThat(image.getInt("height")).isEqualTo(17);
    assertThat(image.getString("sha256")).isEqualTo(Hashes.sha256(png));
    assertThat(Instant.parse(image.getString("created")))
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now().plusSeconds(1));
    String url = api.uri("images/" + image.getString("id")).toString();
    assertThat(image.getString("url")).isEqualTo(url);
    assertThat(answer.header("Location")).isEqualTo(url);
    assertThat(answer.header("ETag")).isEqualTo('"' + Hashes.sha256(png) + '"');
    assertThat(api.get("images/" + image.getString("id")).body()).isEqualTo(png);
  }

  @ParameterizedTest
  @CsvSource({
    "lake.png, lake.png",
    "H%E1%BB%93%20G%C6%B0%C6%A1m.png, Hồ Gươm.png",
    "a+b%2Bc.png, a b+c.png",
    "..%2F..%2Fetc%2Fpasswd, passwd",
    "%F0%9F%93%B7.png, 📷.png",
  })
  void takesTheNameFromTheQuery(String query, String name) {
    assertThat(api.post("images?name=" + query, Images.png()).string("name")).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attachment; filename=\"lake.png\" | lake.png",
        "attachment; filename=lake.png | lake.png",
        "attachment; filename*=UTF-8''H%E1%BB%93%20G%C6%B0%C6%A1m.png | Hồ Gươm.png",
        "attachment; filename=\"Ho.png\"; filename*=UTF-8''H%E1%BB%93.png | Hồ.png",
        "attachment; filename*=iso-8859-1'en'%A3.png | £.png",
        "attachment; filename=\"C:\\\\photos\\\\lake.png\" | lake.png",
        "inline | ``",
      })
  void takesTheNameFromContentDisposition(String disposition, String name) {
    Answer answer = api.post("images", Images.png(), "Content-Disposition", disposition);

    assertThat(answer.string("name")).isEqualTo(name);
  }

  @Test
  void takesANameInRawUtf8() throws Exception {
    byte[] png = Images.png();
    try (RawConnection connection = RawConnection.to(api.port())) {
      Answer answer =
          connection
              .send("POST /legim/api/images HTTP/1.1\r\nHost: 127.0.0.1\r\n")
              .send("Content-Disposition: attachment; filename=\"Hồ Gươm 📷.png\"\r\n")
              .send("Content-Length: " + png.length + "\r\n\r\n")
              .send(png)
              .receive();

      assertThat(answer.string("name")).isEqualTo("Hồ Gươm 📷.png");
    }
  }

  @Test
  void theNameInTheQueryWins() {
    Answer answer =
        api.post(
            "images?name=one.png",
            Images.png(),
            "Content-Disposition",
            "attachment; filename=\"two.png\"");

    assertThat(answer.string("name")).isEqualTo("one.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded", // what curl --data-binary says
        "image/gif",
        "text/plain;charset=UTF-16",
        "application/json",
      })
  void judgesTheBytesAndNotTheDeclaredType(String declared) {
    byte[] png = Images.png();

    Answer answer = api.post("images?name=a%26b%3Dc.png", png, "Content-Type", declared);

    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    assertThat(answer.string("type")).isEqualTo("image/png");
    assertThat(answer.string("name")).isEqualTo("a&b=c.png");
    assertThat(api.get("images/" + answer.string("id")).body()).isEqualTo(png);
  }

  @Test
  void takesABodyWithoutAnAnnouncedLength() {
    byte[] png = Images.draw("png", 300, 300);

    Answer answer =
        api.send(
            "POST", "images", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(png)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(api.get("images/" + answer.string("id")).body()).isEqualTo(png);
  }

  @Test
  void equalBytesAreTwoImagesOfOneBlob() {
    byte[] png = Images.png();

    JsonObject one = stored(png);
    JsonObject two = stored(png);

    assertThat(one.getString("id")).isNotEqualTo(two.getString("id"));
    assertThat(one.getString("sha256")).isEqualTo(two.getString("sha256"));
    assertThat(api.delete("images/" + one.getString("id")).status()).isEqualTo(204);
    assertThat(api.get("images/" + two.getString("id")).body()).isEqualTo(png);
  }

  @Test
  void makesIdsInTheOrderOfTime() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(stored(Images.png()).getString("id"));
    }

    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[\\w.~-]+"));
  }
}
