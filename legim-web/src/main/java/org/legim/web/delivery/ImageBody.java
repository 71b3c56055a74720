package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.legim.route.OpenImage;
import org.legim.web.http.ByteRange;
import org.legim.web.http.Preconditions;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** Sends an image, or the part of it that was asked for. */
final class ImageBody {

  private ImageBody() {}

  static void send(
      OpenImage image,
      boolean get,
      HttpServletRequest request,
      Preconditions preconditions,
      ImageHeaders headers,
      HttpServletResponse response)
      throws IOException {
    long length = image.blob().bytes();
    // Range means something on GET only (RFC 9110 section 14.2).
    String asked = get ? request.getHeader("Range") : null;
    boolean allowed =
        asked != null && preconditions.allowRange(ImageHeaders.validators(image.record()));
    ByteRange range = ByteRange.parse(allowed ? asked : null, length);
    if (range instanceof ByteRange.Unsatisfiable none) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.RANGE_NOT_SATISFIABLE,
                  "The image has "
                      + length
                      + " bytes; the range \""
                      + asked
                      + "\" has none of them.")
              .withHeader("Content-Range", none.contentRange()));
    }
    headers.content(image.record(), response);
    if (range instanceof ByteRange.Part part) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", part.contentRange());
      response.setContentLengthLong(part.size());
      image.blob().copy(part.first(), part.size(), response.getOutputStream());
      return;
    }
    response.setContentLengthLong(length);
    if (get) {
      image.blob().copy(0, length, response.getOutputStream());
    }
  }
}
