package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Eventually;
import org.legim.testing.Hashes;
import org.legim.testing.Images;

/** PUT of an image under the client's id. */
@RunAsClient
class PutIT extends DeployedTest {

  private final String id = fresh();
  private final String path = "images/" + id;

  @Test
  void createsAndReplaces() throws Exception {
    byte[] old = Images.png();
    byte[] replacement = Images.draw("jpg", 40, 30);

    Answer created = api.put(path + "?name=old.png", old);
    Answer replaced = api.put(path + "?name=new.jpg", replacement);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(api.uri(path).toString());
    assertThat(created.header("ETag")).isEqualTo('"' + Hashes.sha256(old) + '"');
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("Location")).isNull();
    assertThat(replaced.header("ETag")).isEqualTo('"' + Hashes.sha256(replacement) + '"');
    assertThat(replaced.string("id")).isEqualTo(id);
    assertThat(replaced.string("name")).isEqualTo("new.jpg");
    assertThat(replaced.string("type")).isEqualTo("image/jpeg");
    assertThat(replaced.string("created")).isEqualTo(created.string("created"));
    assertThat(api.get(path).body()).isEqualTo(replacement);
    Eventually.holds("the old bytes go", () -> Files.notExists(blob(Hashes.sha256(old))));
  }

  @Test
  void theSameBytesAgainAreFine() {
    byte[] png = Images.png();
    stored(id, png);

    assertThat(api.put(path, png).status()).isEqualTo(200);
    assertThat(api.get(path).body()).isEqualTo(png);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-Za.z0_9~", "...", ".a", "~"})
  void takesEveryIdOfTheAlphabet(String end) {
    String odd = id + end;
    stored(odd, Images.png());

    assertThat(api.get("images/" + odd).status()).isEqualTo(200);
  }

  @Test
  void takesAnIdOfTheGreatestLength() {
    String longest = (id + "x".repeat(128)).substring(0, 128);
    stored(longest, Images.png());

    assertThat(api.get("images/" + longest).status()).isEqualTo(200);
    assertProblem(api.put("images/" + longest + "x", Images.png()), 400, "invalid-id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a,b", "%C3%A9", "a:b", "a@b", "a%25b"})
  void refusesAnIdOutsideTheAlphabet(String bad) {
    assertProblem(api.put("images/" + bad, Images.png()), 400, "invalid-id");
    assertProblem(api.get("images/" + bad), 400, "invalid-id");
    assertProblem(api.delete("images/" + bad), 400, "invalid-id");
    assertProblem(api.get("images/" + bad + "/info"), 400, "invalid-id");
  }

  @Test
  void ifNoneMatchStarCreatesOnly() {
    byte[] first = Images.png();
    assertThat(api.put(path, first, "If-None-Match", "*").status()).isEqualTo(201);

    assertProblem(api.put(path, Images.png(), "If-None-Match", "*"), 412, "condition-failed");
    assertThat(api.get(path).body()).isEqualTo(first);
  }

  @Test
  void ifMatchReplacesOnlyWhatTheClientKnows() {
    byte[] first = Images.png();
    String tag = api.put(path, first).header("ETag");
    byte[] second = Images.png();

    assertThat(api.put(path, second, "If-Match", tag).status()).isEqualTo(200);

    assertProblem(api.put(path, Images.png(), "If-Match", tag), 412, "condition-failed");
    assertProblem(
        api.put(path, Images.png(), "If-Match", "W/\"" + Hashes.sha256(second) + '"'),
        412,
        "condition-failed");
    assertThat(api.get(path).body()).isEqualTo(second);
  }

  @Test
  void ifMatchCreatesNothing() {
    assertProblem(api.put(path, Images.png(), "If-Match", "*"), 412, "condition-failed");
    assertProblem(api.get(path), 404, "no-such-image");
  }

  @Test
  void ofManyCreationsAtOnceOneIsTheFirst() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      CountDownLatch together = new CountDownLatch(8);
      List<Future<Answer>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      clients.submit(
                          () -> {
                            byte[] png = Images.png();
                            together.countDown();
                            together.await();
                            return api.put(path, png, "If-None-Match", "*");
                          }))
              .toList();
      int created = 0;
      String winner = "";
      for (Future<Answer> each : answers) {
        Answer answer = each.get();
        if (answer.status() == 201) {
          created++;
          winner = answer.string("sha256");
        } else {
          assertProblem(answer, 412, "condition-failed");
        }
      }
      assertThat(created).isOne();
      assertThat(Hashes.sha256(api.get(path).body())).isEqualTo(winner);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void aRefusedReplacementLeavesTheOldImage() {
    byte[] png = Images.png();
    stored(id, png);

    assertProblem(api.put(path, "no image".getBytes()), 415, "not-an-image");
    assertProblem(api.put(path, new byte[0]), 400, "empty-image");

    assertThat(api.get(path).body()).isEqualTo(png);
  }
}
