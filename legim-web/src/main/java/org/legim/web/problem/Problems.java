package org.legim.web.problem;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.catalogue.CatalogueException;
import org.legim.drain.DrainRefusedException;
import org.legim.drain.StopPlan;
import org.legim.flow.WriteQuorumException;
import org.legim.image.RefusedException;
import org.legim.route.OutOfReachException;
import org.legim.route.RecoveringException;
import org.legim.tree.DecisionException;

/** The one place where exceptions become problems. */
public final class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class.getName());
  private static final String RETRY_SECONDS = "5";

  private Problems() {}

  /**
   * What to answer when a request ended with an exception. Faults of the node itself are logged
   * under an id, which is all that the client hears of them.
   *
   * @param request method and path, for the log
   */
  public static Problem of(Throwable thrown, String request) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ProblemException e) {
        return e.problem();
      }
      if (t instanceof RefusedException e) {
        return refused(e);
      }
      if (t instanceof OutOfReachException e) {
        return outOfReach(e);
      }
      if (t instanceof RecoveringException e) {
        return Problem.of(ProblemType.RECOVERING, e.getMessage() + " Try again soon.")
            .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      }
      if (t instanceof WriteQuorumException e) {
        return tooFewCopies(e);
      }
      if (t instanceof RejectedExecutionException) {
        return Problem.of(
                ProblemType.OVERLOADED, "Too many images are being fetched now. Try again soon.")
            .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      }
      if (t instanceof DecisionException e) {
        return Problem.of(ProblemType.of(e.kind()), e.getMessage());
      }
      if (t instanceof DrainRefusedException e) {
        return noRoomToDrain(e.plan());
      }
      if (t instanceof WebApplicationException e) {
        return ofContainer(e, request);
      }
      if (t instanceof CatalogueException e) {
        return catalogue(e, request);
      }
    }
    return internal(thrown, request);
  }

  /** What a refusal tells the client. */
  public static Problem refused(RefusedException refused) {
    return Problem.of(ProblemType.of(refused.refusal()), refused.getMessage());
  }

  private static Problem outOfReach(OutOfReachException e) {
    return Problem.of(ProblemType.OUT_OF_REACH, e.getMessage() + " Try again soon.")
        .with(
            "holders",
            e.holders().stream()
                .map(holder -> Map.of("name", holder.name(), "state", holder.state()))
                .toList())
        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
  }

  private static Problem tooFewCopies(WriteQuorumException e) {
    return Problem.of(ProblemType.WRITE_QUORUM, e.getMessage() + " Try again soon.")
        .with("copiesWanted", e.wanted())
        .with("copiesMade", e.made())
        .with("reasons", e.reasons())
        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
  }

  private static Problem noRoomToDrain(StopPlan plan) {
    long available = plan.receivers().stream().mapToLong(StopPlan.Receiver::bytesFree).sum();
    return Problem.of(
            ProblemType.NO_ROOM_TO_DRAIN,
            plan.name()
                + " would have to hand over "
                + plan.bytes()
                + " bytes, and the nodes that stay have room for "
                + available
                + ". "
                + String.join(" ", plan.obstacles()))
        .with("bytesNeeded", plan.bytes())
        .with("bytesAvailable", available)
        .with("obstacles", plan.obstacles());
  }

  /**
   * A method that a resource does not have.
   *
   * @param allowed those that it has, separated by commas
   */
  public static Problem methodNotAllowed(String allowed) {
    return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This resource answers only " + allowed + ".")
        .withHeader(HttpHeaders.ALLOW, allowed);
  }

  private static Problem ofContainer(WebApplicationException e, String request) {
    Response response = e.getResponse();
    int status = response.getStatus();
    if (e instanceof NotAllowedException) {
      String allowed = withHead(response.getHeaderString(HttpHeaders.ALLOW));
      return methodNotAllowed(allowed);
    }
    if (status == ProblemType.NO_SUCH_RESOURCE.status()) {
      return noSuchResource();
    }
    if (status == ProblemType.INTERNAL_ERROR.status()) {
      return internal(e, request);
    }
    if (status > ProblemType.INTERNAL_ERROR.status()) {
      LOG.log(Level.WARNING, "the server answered " + status + " to " + request, e);
    }
    return Problem.ofStatus(status, Optional.empty());
  }

  /** Jersey answers HEAD wherever it answers GET, but does not say so. */
  private static String withHead(String allowed) {
    boolean unsaid = allowed.contains("GET") && !allowed.contains("HEAD");
    return unsaid ? allowed.replace("GET", "GET,HEAD") : allowed;
  }

  /** There is nothing under the path. */
  static Problem noSuchResource() {
    return Problem.of(
        ProblemType.NO_SUCH_RESOURCE,
        "There is nothing at this path. Images are at /legim/api/images.");
  }

  private static Problem catalogue(CatalogueException e, String request) {
    LOG.log(Level.SEVERE, request + ": " + e.getMessage(), e);
    if (e.isDiskFull()) {
      return Problem.of(ProblemType.NO_ROOM, "This node's disk is full.");
    }
    return Problem.of(
            ProblemType.CATALOGUE_UNAVAILABLE,
            "The catalogue cannot be used now; nothing was changed. Try again soon.")
        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
  }

  private static Problem internal(Throwable thrown, String request) {
    String id = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, "error " + id + " in " + request, thrown);
    return Problem.of(
        ProblemType.INTERNAL_ERROR,
        "Something went wrong here; the server's log tells more under the id " + id + ".");
  }
}
