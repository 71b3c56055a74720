package org.legim.web.delivery;

import jakarta.ejb.EJB;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.blob.Sha256;
import org.legim.grant.Grant;
import org.legim.grant.GrantCheck;
import org.legim.grant.GrantException;
import org.legim.link.GatewayName;
import org.legim.node.Redirects;
import org.legim.node.StorageBean;
import org.legim.node.TopologyBean;
import org.legim.tree.Topology;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemException;
import org.legim.web.problem.ProblemType;
import org.legim.web.problem.ProblemWriter;
import org.legim.web.problem.Problems;

/**
 * Gives blobs of this node's own disk to users that the gateway has sent here: the one thing that a
 * node below the gateway serves to users, and only for a grant that the gateway has signed.
 */
public final class DeliveryServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(DeliveryServlet.class.getName());
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  @EJB private transient StorageBean storage;
  @EJB private transient TopologyBean topology;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!METHODS.contains(request.getMethod())) {
        throw new ProblemException(Problems.methodNotAllowed("GET,HEAD"));
      }
      Topology node = topology.topology();
      Grant grant = grant(topology.grants(), request, node.name(), node::gateway);
      boolean here = topology.network().left().isEmpty();
      if (!here || !image(grant, request, response).send()) {
        Redirection.send(backToGateway(grant, topology.topology().gateway()), response);
      }
    } catch (ProblemException e) {
      ProblemWriter.write(e.problem(), request, response);
    }
  }

  /**
   * What the gateway has granted to who sent a request.
   *
   * @param name this node's
   * @throws ProblemException if that is not what the request asks for, or not any more
   */
  static Grant grant(
      GrantCheck check,
      HttpServletRequest request,
      String name,
      Supplier<Optional<GatewayName>> gateway) {
    String token = request.getParameter(Redirects.GRANT);
    try {
      return check.check(token == null ? "" : token, blob(request));
    } catch (GrantException e) {
      LOG.log(Level.FINE, "a user without a valid grant", e);
      throw new ProblemException(notGranted(e, name, gateway.get()));
    }
  }

  static Sha256 blob(HttpServletRequest request) {
    String path = request.getPathInfo();
    String name = path == null || path.isEmpty() ? "" : path.substring(1);
    if (!Sha256.isValid(name)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NO_SUCH_RESOURCE, "There is nothing at this path; ask the gateway."));
    }
    return new Sha256(name);
  }

  private GrantedImage image(
      Grant grant, HttpServletRequest request, HttpServletResponse response) {
    return new GrantedImage(
        storage.storage().verified(), grant, topology.topology().name(), request, response);
  }

  /** What a user hears who has no valid grant. */
  private static Problem notGranted(GrantException e, String node, Optional<GatewayName> known) {
    Problem problem =
        Problem.of(
            ProblemType.NOT_GRANTED,
            "This node, "
                + node
                + ", gives images only to users that its gateway has sent here within the last"
                + " minutes: the grant "
                + e.getMessage()
                + ". Ask the gateway for the image.");
    return known.map(gateway -> problem.with("gateway", gateway.url())).orElse(problem);
  }

  /**
   * Where a user goes for an image that is not here any more: to the gateway by the address that
   * its operator gave it or this node, never to where the request points.
   */
  static URI backToGateway(Grant grant, Optional<GatewayName> known) {
    Optional<String> gateway =
        grant.gateway().map(URI::toString).or(() -> known.map(GatewayName::url));
    return URI.create(
        gateway.orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemType.OUT_OF_REACH,
                            "The image is not here any more; ask the gateway for it.")))
            + "/api/images/"
            + grant.id()
            + "?delivery=proxy");
  }
}
