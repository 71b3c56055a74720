package org.legim.web.access;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.legim.node.StorageBean;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemWriter;

/** Stands before the whole API and lets through what the policy allows. */
public final class AccessFilter extends HttpFilter {

  @EJB private transient StorageBean storage;

  private transient AccessPolicy policy;

  @Override
  public void init() {
    policy = new AccessPolicy(storage.config());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String remote = request.getRemoteAddr();
    Optional<Problem> refusal =
        Explain.isAsked(request)
            ? policy.refusalOfAdmin(remote, request::getHeader)
            : policy.refusal(request.getMethod(), remote, request::getHeader);
    if (refusal.isPresent()) {
      ProblemWriter.write(refusal.get(), request, response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
