package org.legim.web.delivery;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.legim.catalogue.CatalogueException;
import org.legim.catalogue.ImageRecord;
import org.legim.image.ImageId;
import org.legim.node.StorageBean;
import org.legim.node.TopologyBean;
import org.legim.route.ImageReads;
import org.legim.route.OpenImage;
import org.legim.route.OutOfReachException;
import org.legim.web.http.Preconditions;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;
import org.legim.web.problem.ProblemWriter;
import org.legim.web.problem.Problems;

/**
 * Answers GET and HEAD of one image; everything else goes on to Jakarta REST, whose responses cost
 * two to three times the CPU of these, and whose ranges differ from server to server.
 */
public final class ImageBytesFilter extends HttpFilter {

  private static final String IMAGES = "/api/images/";

  @EJB private transient StorageBean storage;
  @EJB private transient TopologyBean topology;

  private transient ImageReads reads;
  private transient ImageHeaders headers;

  @Override
  public void init() {
    reads = storage.storage().reads();
    headers = new ImageHeaders(storage.config(), topology.topology().name());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String method = request.getMethod();
    boolean get = "GET".equals(method);
    Optional<String> id =
        get || "HEAD".equals(method) ? ImagePath.id(request, IMAGES) : Optional.empty();
    if (id.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    try {
      answer(id.get(), get, request, response);
    } catch (ProblemException | OutOfReachException | CatalogueException e) {
      String what = method + " " + request.getRequestURI();
      ProblemWriter.write(Problems.of(e, what), request, response);
    }
  }

  private void answer(
      String id, boolean get, HttpServletRequest request, HttpServletResponse response)
      throws IOException, OutOfReachException {
    long begin = System.nanoTime();
    if (!ImageId.isValid(id)) {
      throw new ProblemException(Problem.of(ProblemType.INVALID_ID, ImageId.RULE));
    }
    ImageRecord found = reads.find(id).orElseThrow(() -> noSuchImage(id));
    Preconditions preconditions = Preconditions.of(name -> HeaderLines.joined(request, name));
    if (ends(found, preconditions, response)) {
      return;
    }
    try (OpenImage image = reads.open(found).orElseThrow(() -> noSuchImage(id))) {
      // Replaced since it was looked up: what the client asked about is the new image.
      if (image.record() != found && ends(image.record(), preconditions, response)) {
        return;
      }
      headers.timing(response, begin);
      ImageBody.send(image, get, request, preconditions, headers, response);
    }
  }

  /** Answers without the bytes, where the preconditions say so. */
  private boolean ends(
      ImageRecord image, Preconditions preconditions, HttpServletResponse response) {
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

  private static ProblemException noSuchImage(String id) {
    return new ProblemException(
        Problem.of(ProblemType.NO_SUCH_IMAGE, "There is no image " + id + "."));
  }
}
