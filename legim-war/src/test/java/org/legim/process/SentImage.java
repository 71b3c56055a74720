package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Hashes;
import org.legim.testing.Images;

/**
 * An image that a gateway has taken, and must give back as it was.
 *
 * @param id under which it is
 * @param name of its file; empty for none
 */
record SentImage(String id, String name, byte[] bytes) {

  /** Sends one under an id of the gateway's choice. */
  static SentImage post(Api api, String name, byte[] bytes) {
    Answer answer = api.post("images?name=" + name, bytes);
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return new SentImage(answer.string("id"), name, bytes);
  }

  /** Sends a drawing of some tens of kilobytes. */
  static SentImage post(Api api) {
    return post(api, "drawing.png", Images.draw("png", 100, 100));
  }

  /** Sends some of these. */
  static List<SentImage> postSome(Api api, int count) {
    List<SentImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(post(api, "drawing-" + i + ".png", Images.draw("png", 100, 100)));
    }
    return images;
  }

  /** Sends one under an id of the test's choice, which had none or another. */
  static SentImage put(Api api, String id, byte[] bytes) {
    Answer answer = api.put("images/" + id, bytes);
    assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    return new SentImage(id, "", bytes);
  }

  /** What its blob is called. */
  String sha256() {
    return Hashes.sha256(bytes);
  }

  /** Where the API has it. */
  String path() {
    return "images/" + id;
  }

  /** Asserts that it can be read now, and is what was sent. */
  void assertReadable(Api api) {
    assertIsThis(api.get(path()));
  }

  /** Asserts that it can be read, if need be by one who comes again as long as he is told to. */
  void assertReadableSoon(Api api) throws Exception {
    assertIsThis(PatientRead.of(api, id));
  }

  /** Asserts that it is known as what was sent. */
  void assertKnown(Api api) {
    JsonObject info = api.get(path() + "/info").json();
    assertThat(info.getString("name")).isEqualTo(name);
    assertThat(info.getString("sha256")).isEqualTo(sha256());
    assertThat(info.getInt("bytes")).isEqualTo(bytes.length);
  }

  private void assertIsThis(Answer answer) {
    assertThat(answer.status()).as("%s of %s", answer.headers(), id).isEqualTo(200);
    assertThat(Hashes.sha256(answer.body())).isEqualTo(sha256());
    assertThat(answer.header("ETag")).isEqualTo('"' + sha256() + '"');
  }

  @Override
  public String toString() {
    return id + " (" + name + ", " + bytes.length + " bytes)";
  }
}
