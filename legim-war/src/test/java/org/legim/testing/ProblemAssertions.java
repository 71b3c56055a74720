package org.legim.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;

/** What every error answer must be (RFC 9457). */
public final class ProblemAssertions {

  private ProblemAssertions() {}

  /**
   * Asserts that an answer is a problem of one of Legim's own types.
   *
   * @param type the end of its URN
   * @return its members
   */
  public static JsonObject assertProblem(Answer answer, int status, String type) {
    return assertProblem(answer, status, "urn:legim:problem:" + type, true);
  }

  /** Asserts that an answer is a problem that says no more than its status. */
  public static JsonObject assertPlainProblem(Answer answer, int status) {
    return assertProblem(answer, status, "about:blank", false);
  }

  /** Asserts that an answer is a problem of a passing kind, and says when to come again. */
  public static void assertTryLater(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(503);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
  }

  private static JsonObject assertProblem(
      Answer answer, int status, String type, boolean byTheApplication) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    if (byTheApplication) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
    JsonObject problem = answer.json();
    assertThat(problem.getString("type")).as("%s", problem).isEqualTo(type);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getString("instance")).isNotNull();
    return problem;
  }
}
