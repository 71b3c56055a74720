package org.legim.web.access;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.legim.link.GatewayName;
import org.legim.node.Network;
import org.legim.node.TopologyBean;
import org.legim.tree.Role;
import org.legim.tree.Topology;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemType;
import org.legim.web.problem.ProblemWriter;

/**
 * Stands before the public API of every node and lets only the gateway answer, and that only while
 * it is part of a tree.
 */
public final class GatewayFilter extends HttpFilter {

  @EJB private transient TopologyBean bean;

  private transient Network network;
  private transient Topology topology;

  // Once: a call of a bean takes as long as all that this filter does.
  @Override
  public void init() {
    network = bean.network();
    topology = bean.topology();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> left = network.left();
    if (left.isPresent()) {
      ProblemWriter.write(gone(topology.name(), left.get()), request, response);
    } else if (topology.role() == Role.GATEWAY) {
      chain.doFilter(request, response);
    } else {
      ProblemWriter.write(refusal(topology), request, response);
    }
  }

  /**
   * The answer of a node that is only still deployed.
   *
   * @param reason one sentence
   */
  static Problem gone(String node, String reason) {
    return Problem.of(
        ProblemType.GONE_FROM_TREE, "This node, " + node + ", serves nothing any more: " + reason);
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
