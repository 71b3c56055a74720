package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.legim.blob.Blob;
import org.legim.catalogue.ImageRecord;
import org.legim.route.OpenImage;
import org.legim.route.RemoteBlob;
import org.legim.web.http.ByteRange;
import org.legim.web.http.Preconditions;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;

/**
 * An image, or the part of it that was asked for, on its way out. Nothing is said to the client
 * before the first byte is there: until then the answer can still become another.
 */
final class ImageBody {

  private final OpenImage image;
  private final boolean get;
  private final ByteRange range;
  private boolean begun;

  private ImageBody(OpenImage image, boolean get, ByteRange range) {
    this.image = image;
    this.get = get;
    this.range = range;
  }

  /**
   * Looks what was asked for.
   *
   * @throws ProblemException if the image has none of the bytes that were asked for
   */
  static ImageBody of(OpenImage image, HttpServletRequest request, Preconditions preconditions) {
    boolean get = "GET".equals(request.getMethod());
    // Range means something on GET only (RFC 9110 section 14.2).
    String asked = get ? request.getHeader("Range") : null;
    boolean allowed =
        asked != null && preconditions.allowRange(ImageHeaders.validators(image.record()));
    ByteRange range = ByteRange.parse(allowed ? asked : null, image.blob().bytes());
    if (range instanceof ByteRange.Unsatisfiable none) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.RANGE_NOT_SATISFIABLE,
                  "The image has "
                      + none.length()
                      + " bytes; the range \""
                      + asked
                      + "\" has none of them.")
              .withHeader("Content-Range", none.contentRange()));
    }
    return new ImageBody(image, get, range);
  }

  /** What the bytes are of. */
  ImageRecord record() {
    return image.record();
  }

  /** Whether sending it waits for another node. */
  boolean isFarAway() {
    return get && image.blob() instanceof RemoteBlob remote && !remote.isAtHand();
  }

  /** Ends when what another request fetches now will do for this one too; mostly empty. */
  Optional<CompletionStage<Blob>> coming() {
    return image.blob() instanceof RemoteBlob remote ? remote.coming() : Optional.empty();
  }

  /** Whether the client has been told that these bytes follow. */
  boolean isBegun() {
    return begun;
  }

  /**
   * Sends it.
   *
   * @param begin when the request came, in the time of {@link System#nanoTime}
   */
  void send(ImageHeaders headers, long begin, HttpServletResponse response) throws IOException {
    if (!get) {
      writeHead(headers, begin, response);
      return;
    }
    OutputStream out =
        new LateStream(
            () -> {
              writeHead(headers, begin, response);
              return response.getOutputStream();
            });
    if (range instanceof ByteRange.Part part) {
      image.blob().copy(part.first(), part.size(), out);
    } else {
      image.blob().copy(0, image.blob().bytes(), out);
    }
  }

  private void writeHead(ImageHeaders headers, long begin, HttpServletResponse response) {
    begun = true;
    headers.timing(response, begin);
    headers.content(image.record(), response);
    long count = image.blob().bytes();
    if (range instanceof ByteRange.Part part) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", part.contentRange());
      count = part.size();
    }
    response.setContentLengthLong(count);
    if (isFarAway() && !RemoteBlob.arrivesAtOnce(count)) {
      // Payara keeps a connection open whose body ends early, and the client would wait for more.
      response.setHeader("Connection", "close");
    }
  }
}
