package org.legim.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.legim.catalogue.ImageRecord;
import org.legim.image.ImageName;
import org.legim.image.Refusal;
import org.legim.image.RefusedException;
import org.legim.image.WriteCondition;
import org.legim.web.delivery.HeaderLines;
import org.legim.web.http.ContentDisposition;
import org.legim.web.http.EntityTag;
import org.legim.web.http.Preconditions;
import org.legim.web.http.Representation;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/** What the head of a changing request says about the image that it carries. */
final class UploadHeaders {

  private static final int MOST_KEY_CHARACTERS = 255;

  private final HttpServletRequest request;

  UploadHeaders(HttpServletRequest request) {
    this.request = request;
  }

  boolean isMultipart() {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** The content type as sent, with its boundary. */
  String contentType() {
    return request.getContentType();
  }

  /** The announced length of the body in bytes. */
  OptionalLong length() {
    long length = request.getContentLengthLong();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** The file name, from {@code ?name=} or Content-Disposition; an empty text if there is none. */
  String name() {
    return ImageName.clean(
        parameter("name")
            .or(() -> ContentDisposition.fileName(request.getHeader("Content-Disposition")))
            .orElse(""));
  }

  /** On how many nodes the image shall be kept, from {@code ?replicas=}. */
  OptionalInt replicas() {
    return Parameters.replicas(parameter("replicas").orElse(null));
  }

  // Not getParameter(): for a body that calls itself a form, that would read the body.
  private Optional<String> parameter(String parameter) {
    String query = request.getQueryString();
    if (query == null) {
      return Optional.empty();
    }
    String begin = parameter + "=";
    for (String pair : query.split("&")) {
      if (pair.startsWith(begin)) {
        return Optional.of(decoded(parameter, pair.substring(begin.length())));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String parameter, String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.INVALID_PARAMETER,
                  "The parameter " + parameter + " is not a percent-encoded text: " + value)
              .with("parameter", parameter));
    }
  }

  /** The client's name for the request, by which a repetition is recognised. */
  Optional<String> key() {
    String key = request.getHeader("Idempotency-Key");
    if (key == null) {
      return Optional.empty();
    }
    if (key.isBlank() || key.length() > MOST_KEY_CHARACTERS) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "The header Idempotency-Key must have 1 to " + MOST_KEY_CHARACTERS + " characters."));
    }
    return Optional.of(key);
  }

  /**
   * What must hold of the present image for the request to change it.
   *
   * @throws RefusedException if it does not hold already now, before the body is read
   */
  WriteCondition writeCondition(Optional<ImageRecord> present) throws RefusedException {
    Preconditions preconditions = Preconditions.of(name -> HeaderLines.joined(request, name));
    Optional<Representation> current =
        present.map(
            image -> new Representation(EntityTag.strong(image.sha256().hex()), image.modified()));
    if (preconditions.forWrite(current) != Preconditions.Outcome.PROCEED) {
      throw new RefusedException(
          Refusal.CONDITION_FAILED,
          current
              .map(found -> "The image exists, with the ETag " + found.tag() + ".")
              .orElse("There is no such image."));
    }
    return preconditions.writeCondition();
  }
}
