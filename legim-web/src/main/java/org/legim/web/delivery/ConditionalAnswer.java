package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletResponse;
import org.legim.catalogue.ImageRecord;
import org.legim.web.http.Preconditions;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** The answers without bytes that a client's preconditions ask for (RFC 9110 section 13). */
final class ConditionalAnswer {

  private final Preconditions preconditions;
  private final ImageHeaders headers;
  private final HttpServletResponse response;

  ConditionalAnswer(
      Preconditions preconditions, ImageHeaders headers, HttpServletResponse response) {
    this.preconditions = preconditions;
    this.headers = headers;
    this.response = response;
  }

  /**
   * Answers without the bytes, where the preconditions say so.
   *
   * @return whether that was the answer
   * @throws ProblemException if they do not hold
   */
  boolean ends(ImageRecord image) {
    Preconditions.Outcome outcome = preconditions.forRead(ImageHeaders.validators(image));
    switch (outcome) {
      case PROCEED -> {
        return false;
      }
      case NOT_MODIFIED -> {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        headers.cacheable(image, response);
        return true;
      }
      case PRECONDITION_FAILED ->
          throw new ProblemException(
              Problem.of(
                  ProblemType.CONDITION_FAILED,
                  "The image " + image.id() + " has the ETag " + ImageHeaders.tag(image) + "."));
    }
    throw new IllegalStateException("unknown outcome " + outcome);
  }
}
