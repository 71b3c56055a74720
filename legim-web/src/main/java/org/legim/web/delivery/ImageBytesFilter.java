package org.legim.web.delivery;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.legim.catalogue.CatalogueException;
import org.legim.node.Redirects;
import org.legim.node.StorageBean;
import org.legim.node.TopologyBean;
import org.legim.route.ImageReads;
import org.legim.route.OutOfReachException;
import org.legim.route.RecoveringException;
import org.legim.web.access.Explain;
import org.legim.web.problem.ProblemException;
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
  private transient BooleanSupplier recovering;
  private transient Redirector redirector;
  private transient FarDelivery far;

  @Override
  public void init() {
    reads = topology.network().reads();
    headers = new ImageHeaders(storage.config(), topology.topology().name());
    recovering = topology.topology()::isRecovering;
    redirector =
        new Redirector(
            storage.config().delivery(),
            targets(ImageHeaders.cacheControl(storage.config())),
            storage.places()::find);
    far = new FarDelivery(topology.network().fetches());
  }

  private Redirector.Targets targets(String cacheControl) {
    Optional<Redirects> redirects = topology.redirects();
    return (image, holders, delivery, user) ->
        redirects.flatMap(each -> each.target(image, holders, delivery, user, cacheControl));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String method = request.getMethod();
    Optional<String> id =
        ("GET".equals(method) || "HEAD".equals(method)) && !Explain.isAsked(request)
            ? ImagePath.id(request, IMAGES)
            : Optional.empty();
    if (id.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    String what = method + " " + request.getRequestURI();
    try {
      ImageAnswer answer =
          new ImageAnswer(
              reads, headers, recovering, id.get(), request, response, redirector.of(request));
      Optional<ImageBody> waiting = answer.sendFromHere();
      if (waiting.isPresent()) {
        far.send(answer, waiting.get(), request, response);
      }
    } catch (ProblemException | OutOfReachException | RecoveringException | CatalogueException e) {
      ProblemWriter.write(Problems.of(e, what), request, response);
    }
  }
}
