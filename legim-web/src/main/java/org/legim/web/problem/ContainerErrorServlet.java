package org.legim.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The error page of the application: what the container itself refuses is a problem too. */
public final class ContainerErrorServlet extends HttpServlet {

  private static final Logger LOG = Logger.getLogger(ContainerErrorServlet.class.getName());

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Throwable thrown = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String shown = path == null ? request.getRequestURI() : path;
    try {
      Problem problem = problem(status, thrown, request.getMethod() + " " + shown);
      ProblemWriter.write(problem, shown, response);
    } catch (IOException e) {
      LOG.log(Level.FINE, "the client of {0} is gone: {1}", new Object[] {shown, e});
    }
  }

  private static Problem problem(Integer status, Throwable thrown, String request) {
    if (thrown != null) {
      return Problems.of(thrown, request);
    }
    // No status: somebody asked for the error page itself.
    if (status == null || status == HttpServletResponse.SC_NOT_FOUND) {
      return Problems.noSuchResource();
    }
    return Problem.ofStatus(status, Optional.empty());
  }
}
