package org.legim.web.link;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.legim.link.LinkException;
import org.legim.link.LinkException.Kind;
import org.legim.link.LinkHeaders;
import org.legim.link.Session;
import org.legim.link.Signature;
import org.legim.node.TopologyBean;
import org.legim.web.problem.ProblemWriter;

/**
 * Stands before everything that nodes say to each other: checks who calls, and signs what is
 * answered to a control call. Only the first hello comes without a signature.
 */
public final class LinkFilter extends HttpFilter {

  /** The request attribute with the {@link org.legim.link.Caller}. */
  static final String CALLER = "org.legim.caller";

  /** The request attribute that says whether a child calls, a {@link Boolean}. */
  static final String FROM_BELOW = "org.legim.fromBelow";

  private static final Logger LOG = Logger.getLogger(LinkFilter.class.getName());
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_HELLO_BYTES = 16 << 10;

  @EJB private transient TopologyBean topology;

  private transient LinkGate gate;

  // Once: a call of a bean takes longer than to check a signature.
  @Override
  public void init() {
    gate = new LinkGate(topology.sessions());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    try {
      if (path.equals(LinkGate.HELLO)) {
        chain.doFilter(new BodyRequest(request, body(request, MOST_HELLO_BYTES)), response);
      } else {
        checked(gate, path, request, response, chain);
      }
    } catch (LinkException e) {
      // The operator of the parent should hear of a wrong secret; the rest is everyday.
      Level level =
          e.kind() == Kind.REFUSED && path.equals(LinkGate.JOIN) ? Level.WARNING : Level.FINE;
      LOG.log(
          level,
          "refused {0} of {1}: {2}",
          new Object[] {path, request.getRemoteAddr(), e.getMessage()});
      ProblemWriter.write(LinkProblems.of(e), request, response);
    }
  }

  private static void checked(
      LinkGate gate,
      String path,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    Signature signature =
        Signature.read(
            request.getHeader(LinkHeaders.SESSION),
            request.getHeader(LinkHeaders.COUNTER),
            request.getHeader(LinkHeaders.SIGNATURE));
    Session session = gate.session(signature);
    boolean blob = path.startsWith(LinkGate.BLOBS);
    boolean batch = path.equals(LinkGate.BATCHES);
    byte[] body = blob || batch ? inPlaceOfBody(request, batch) : body(request, MOST_BYTES);
    gate.check(session, signature, request.getMethod(), path, request.getQueryString(), body);
    request.setAttribute(CALLER, session.caller(request.getRemoteAddr()));
    request.setAttribute(FROM_BELOW, !session.peer().parent());
    if (blob) {
      chain.doFilter(request, response);
      return;
    }
    BufferedResponse answer = new BufferedResponse(response);
    chain.doFilter(batch ? request : new BodyRequest(request, body), answer);
    if (!response.isCommitted()) {
      byte[] bytes = answer.bytes();
      response.setHeader(
          LinkHeaders.SIGNATURE,
          session.signAnswer(signature.counter(), response.getStatus(), bytes));
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }

  /**
   * A blob is known by its name in the path or in the manifest: what else matters of the request is
   * in a header.
   */
  private static byte[] inPlaceOfBody(HttpServletRequest request, boolean batch) {
    String name = batch ? LinkHeaders.MANIFEST : headerOfBlob(request);
    String value = request.getHeader(name);
    return value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
  }

  private static String headerOfBlob(HttpServletRequest request) {
    return "PUT".equals(request.getMethod()) ? LinkHeaders.IMAGE : "Range";
  }

  private static byte[] body(HttpServletRequest request, int most) throws IOException {
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw new LinkException(Kind.REFUSED, "the request has more than " + most + " bytes");
    }
    return body;
  }
}
