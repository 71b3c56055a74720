package org.legim.web.link;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.legim.blob.NoRoomException;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemWriter;

/** What all have in common that move blobs between neighbours. */
abstract class LinkServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** What a request asks for. */
  interface Action {
    void run() throws IOException;
  }

  /** Does what a request asks for, or says why not. */
  static void answer(HttpServletRequest request, HttpServletResponse response, Action action)
      throws IOException {
    try {
      action.run();
    } catch (LinkException e) {
      refuse(LinkProblems.of(e), e, request, response);
    } catch (NoRoomException e) {
      refuse(LinkProblems.of(e), e, request, response);
    }
  }

  private static void refuse(
      Problem problem, IOException why, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Once bytes are out, only a broken connection tells the other side that the rest is missing.
    if (response.isCommitted()) {
      throw why;
    }
    response.reset();
    ProblemWriter.write(problem, request, response);
  }

  /** The id of the node that a request is meant for. */
  static String node(HttpServletRequest request) throws LinkException {
    String node = request.getParameter("node");
    if (node == null || node.isEmpty()) {
      throw new LinkException(Kind.REFUSED, "the query names no node: ?node=ID");
    }
    return node;
  }
}
