package org.legim.payara;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassfish.grizzly.http.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {
  private final RequestCheck check = new RequestCheck("/legim");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/legim",
        "/legim/",
        "/legim/api/images/a.b~c_d-e",
        "/legim/api/images/%C3%A9",
        "/legim/a;b=c",
        "/legim/...",
        "/legim/.well-known",
        "/legim/a..b",
        "/legim/a%2Fb"
      })
  void passesOnWhatIsTheApplications(String path) {
    assertThat(check.target(Method.GET, path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/foo",
        "/legimo",
        "//legim/x",
        "/health",
        "/metrics",
        "/openapi",
        "/%6cegim"
      })
  void hidesTheServerAround(String path) {
    assertThat(check.target(Method.GET, path)).hasValue(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "legim",
        "*",
        "/legim/%zz",
        "/legim/%4",
        "/legim/%",
        "/legim/../x",
        "/legim/.",
        "/legim/..;/x",
        "/legim/%2e%2E/x",
        "/legim/.%2e",
        "/legim/a/./b"
      })
  void refusesAPathOfTwoMeanings(String path) {
    assertThat(check.target(Method.GET, path)).hasValue(400);
  }

  @Test
  void passesOnAQuestionAboutTheServerAsAWhole() {
    assertThat(check.target(Method.OPTIONS, "*")).isEmpty();
  }
}
