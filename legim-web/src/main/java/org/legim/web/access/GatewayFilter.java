package org.legim.web.access;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.legim.link.GatewayName;
import org.legim.node.TopologyBean;
import org.legim.tree.Role;
import org.legim.tree.Topology;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemType;
import org.legim.web.problem.ProblemWriter;

/** Stands before the public API of every node and lets only the gateway answer. */
public final class GatewayFilter extends HttpFilter {

  @EJB private transient TopologyBean topology;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (topology.topology().role() == Role.GATEWAY) {
      chain.doFilter(request, response);
    } else {
      ProblemWriter.write(refusal(topology.topology()), request, response);
    }
  }

  static Problem refusal(Topology node) {
    Problem problem =
        Problem.of(
            ProblemType.NOT_THE_GATEWAY,
            "This node, "
                + node.name()
                + ", is a "
                + node.role().label()
                + "; "
                + node.gateway()
                    .map(gateway -> "ask the gateway " + gateway.name() + " at " + gateway.url())
                    .orElse("ask the gateway of its tree, which it has not reached yet")
                + ".");
    return node.gateway()
        .map(GatewayName::url)
        .map(url -> problem.with("gateway", url))
        .orElse(problem);
  }
}
