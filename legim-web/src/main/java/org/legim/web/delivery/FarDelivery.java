package org.legim.web.delivery;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.config.Handshake;
import org.legim.web.problem.ProblemWriter;
import org.legim.web.problem.Problems;

/**
 * Sends images that come from other nodes on threads of the node's own, so that no branch of the
 * tree, however slow, takes those of the server.
 */
final class FarDelivery {

  private static final Logger LOG = Logger.getLogger(FarDelivery.class.getName());

  private final Executor executor;

  /**
   * @param executor bounded; rejects what it has no room for
   */
  FarDelivery(Executor executor) {
    this.executor = executor;
  }

  /** Sends an image, but not on the thread of the caller. */
  void send(
      ImageAnswer answer,
      ImageBody body,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (request.getAttribute(Handshake.ANSWERED_ELSEWHERE) instanceof AtomicBoolean elsewhere) {
      elsewhere.set(true);
    }
    AsyncContext async = request.startAsync(request, response);
    // The links have deadlines of their own, which a long image on its way does not overstep.
    async.setTimeout(0);
    Runnable delivery = () -> run(answer, body, async, request, response);
    Runnable begin =
        () -> {
          try {
            executor.execute(delivery);
          } catch (RejectedExecutionException e) {
            fail(e, request, response, async);
          }
        };
    // Who waits for what another request fetches takes no thread meanwhile. If that one fails, each
    // tries for itself.
    body.coming().ifPresentOrElse(coming -> coming.whenComplete((blob, e) -> begin.run()), begin);
  }

  private static void run(
      ImageAnswer answer,
      ImageBody body,
      AsyncContext async,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      answer.sendFromAfar(body);
    } catch (IOException | RuntimeException e) {
      fail(e, request, response, async);
      return;
    }
    async.complete();
  }

  private static void fail(
      Exception e, HttpServletRequest request, HttpServletResponse response, AsyncContext async) {
    String what = request.getMethod() + " " + request.getRequestURI();
    try {
      if (response.isCommitted()) {
        // Ends before the length that was announced: the client knows that it is not whole.
        LOG.log(Level.INFO, what + " broke off", e);
      } else {
        response.reset();
        ProblemWriter.write(Problems.of(e, what), request, response);
      }
    } catch (IOException | RuntimeException told) {
      LOG.log(Level.FINE, what + ": the client is gone", told);
    } finally {
      async.complete();
    }
  }
}
