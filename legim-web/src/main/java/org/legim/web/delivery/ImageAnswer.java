package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.DamagedBlobException;
import org.legim.catalogue.ImageRecord;
import org.legim.image.ImageId;
import org.legim.image.RefusedException;
import org.legim.route.ImageReads;
import org.legim.route.OpenImage;
import org.legim.route.OutOfReachException;
import org.legim.route.RecoveringException;
import org.legim.route.RemoteBlob;
import org.legim.web.http.Preconditions;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;
import org.legim.web.problem.Problems;

/** The answer to one request for one image. */
final class ImageAnswer {

  private static final Logger LOG = Logger.getLogger(ImageAnswer.class.getName());
  private static final int ATTEMPTS = 3;

  private final ImageReads reads;
  private final ImageHeaders headers;
  private final BooleanSupplier recovering;
  private final String id;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Redirection redirection;
  private final Preconditions preconditions;
  private final ConditionalAnswer conditions;
  private final long begin = System.nanoTime();

  ImageAnswer(
      ImageReads reads,
      ImageHeaders headers,
      BooleanSupplier recovering,
      String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Redirection redirection) {
    this.reads = reads;
    this.headers = headers;
    this.recovering = recovering;
    this.id = id;
    this.request = request;
    this.response = response;
    this.redirection = redirection;
    this.preconditions = Preconditions.of(name -> HeaderLines.joined(request, name));
    this.conditions = new ConditionalAnswer(preconditions, headers, response);
  }

  /**
   * Answers what can be answered without other nodes.
   *
   * @return what is still to be sent, if that waits for another node
   */
  Optional<ImageBody> sendFromHere() throws IOException {
    if (!ImageId.isValid(id)) {
      throw new ProblemException(Problem.of(ProblemType.INVALID_ID, ImageId.RULE));
    }
    ImageRecord found = reads.find(id).orElseThrow(this::noSuchImage);
    if (conditions.ends(found)) {
      return Optional.empty();
    }
    return sendIfAsked(reads.open(found).orElseThrow(this::noSuchImage), found);
  }

  // Replaced since it was looked up: what the client asked about is the new image.
  private Optional<ImageBody> sendIfAsked(OpenImage image, ImageRecord found) throws IOException {
    return image.record() == found ? send(image) : sendUnlessEnded(image);
  }

  private Optional<ImageBody> sendUnlessEnded(OpenImage image) throws IOException {
    try {
      if (conditions.ends(image.record())) {
        image.close();
        return Optional.empty();
      }
    } catch (ProblemException e) {
      image.close();
      throw e;
    }
    return send(image);
  }

  private Optional<ImageBody> send(OpenImage image) throws IOException {
    try (image) {
      // Also of a HEAD, and before a range is looked at: that node judges it by the same bytes.
      if (image.blob() instanceof RemoteBlob remote
          && redirection.send(image.record(), remote.holders(), response)) {
        return Optional.empty();
      }
      ImageBody body = ImageBody.of(image, request, preconditions);
      return body.isFarAway() ? Optional.of(body) : sendNow(body);
    }
  }

  private Optional<ImageBody> sendNow(ImageBody body) throws IOException {
    try {
      body.send(headers, begin, response);
      return Optional.empty();
    } catch (DamagedBlobException e) {
      if (body.isBegun()) {
        throw e;
      }
      LOG.log(Level.FINE, "the client has been told nothing yet: another node may answer", e);
      ImageRecord image = body.record();
      return sendIfAsked(reads.openElsewhere(image).orElseThrow(this::noSuchImage), image);
    }
  }

  /** Sends what waits for another node. */
  void sendFromAfar(ImageBody waiting) throws IOException {
    ImageBody body = waiting;
    for (int attempt = 1; ; attempt++) {
      try {
        body.send(headers, begin, response);
        return;
      } catch (OutOfReachException e) {
        if (body.isBegun() || attempt == ATTEMPTS || !isReplaced(body.record())) {
          throw e;
        }
      }
      // Its holders gave it up while they were asked, as the image is another now, or gone.
      Optional<ImageBody> next = sendFromHere();
      if (next.isEmpty()) {
        return;
      }
      body = next.get();
    }
  }

  private boolean isReplaced(ImageRecord image) {
    return !reads.find(id).map(ImageRecord::sha256).equals(Optional.of(image.sha256()));
  }

  private ProblemException noSuchImage() {
    RecoveringException.throwIf(recovering, "Whether there is an image " + id);
    return new ProblemException(Problems.refused(RefusedException.noSuchImage(id)));
  }
}
