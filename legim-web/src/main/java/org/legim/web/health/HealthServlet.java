package org.legim.web.health;

import jakarta.ejb.EJB;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.legim.node.Check;
import org.legim.node.TopologyBean;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemType;
import org.legim.web.problem.ProblemWriter;
import org.legim.web.problem.Problems;

/**
 * Answers probes as MicroProfile Health does, on every server, whether it has that or not: outside
 * {@code /api}, since every node is asked, and by who has no key.
 */
public final class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Jsonb JSON = JsonbBuilder.create();
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  @EJB private transient TopologyBean topology;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Checkup(() -> topology.health()), request, response);
  }

  static void answer(Checkup node, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Probe> probe = Probe.at(request.getPathInfo());
    if (probe.isEmpty()) {
      ProblemWriter.write(nothingHere(), request, response);
    } else if (!METHODS.contains(request.getMethod())) {
      ProblemWriter.write(Problems.methodNotAllowed("GET,HEAD"), request, response);
    } else {
      List<Check> checks = probe.get().checks().stream().map(node::check).toList();
      answer(checks, request.getMethod().equals("HEAD"), response);
    }
  }

  private static Problem nothingHere() {
    return Problem.of(
        ProblemType.NO_SUCH_RESOURCE,
        "There is nothing at this path; there are /legim/health/live, ready and started.");
  }

  private static void answer(List<Check> checks, boolean head, HttpServletResponse response)
      throws IOException {
    boolean up = checks.stream().allMatch(Check::up);
    byte[] body = JSON.toJson(HealthJson.of(checks)).getBytes(StandardCharsets.UTF_8);
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    if (!head) {
      response.getOutputStream().write(body);
    }
    // A 503 without a body would be taken for one that still needs an answer.
    response.flushBuffer();
  }
}
