package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertPlainProblem;
import static org.legim.testing.ProblemAssertions.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.testing.Answer;
import org.legim.testing.Images;

/** Errors that the container finds before, or behind, the application's own code. */
@RunAsClient
class ContainerErrorIT extends DeployedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "images/a/b",
        "images/a/info/b",
        "tree/a/b",
        "../",
        "../index.html",
        "../container-error",
        "../WEB-INF/web.xml",
      })
  void anUnknownPathIsAProblem(String path) {
    Answer answer = api.get(path);

    assertProblem(answer, 404, "no-such-resource");
    assertThat(answer.string("instance")).isEqualTo(api.uri(path).getPath());
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, images, 'GET, HEAD, OPTIONS, POST'",
    "DELETE, images, 'GET, HEAD, OPTIONS, POST'",
    "PUT, images, 'GET, HEAD, OPTIONS, POST'",
    "POST, images/some, 'DELETE, GET, HEAD, OPTIONS, PUT'",
    "POST, images/some/info, 'GET, HEAD, OPTIONS'",
    "DELETE, images/some/info, 'GET, HEAD, OPTIONS'",
    "POST, tree, 'GET, HEAD, OPTIONS'",
    "DELETE, tree/hanoi, 'GET, HEAD, OPTIONS'",
  })
  void aMethodThatAResourceDoesNotHaveIsAProblem(String method, String path, String allowed) {
    Answer answer = api.send(method, path, BodyPublishers.noBody());

    assertProblem(answer, 405, "method-not-allowed");
    assertThat(Set.of(answer.header("Allow").split(" *, *")))
        .isEqualTo(Set.of(allowed.split(", ")));
  }

  @Test
  void optionsSayWhatAResourceHas() {
    Answer answer = api.send("OPTIONS", "images/some", BodyPublishers.noBody());

    assertThat(answer.status()).isIn(200, 204);
    assertThat(Set.of(answer.header("Allow").split(" *, *")))
        .contains("GET", "HEAD", "PUT", "DELETE", "OPTIONS");
  }

  @Test
  void aTypeThatIsNotOfferedIsAProblem() {
    assertPlainProblem(api.get("images", "Accept", "text/html"), 406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "multipart/mixed; boundary="})
  void aContentTypeThatCannotBeReadIsAProblem(String contentType) {
    assertPlainProblem(api.post("images", Images.png(), "Content-Type", contentType), 400);
  }

  @Test
  void anAcceptHeaderDoesNotKeepAnImageBack() {
    String id = fresh();
    stored(id, Images.png());

    assertThat(api.get("images/" + id, "Accept", "image/webp").status()).isEqualTo(200);
  }
}
