package org.legim.payara;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.io.OutputBuffer;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.legim.config.Handshake;

/**
 * Stands before Payara's own handler: refuses what must not reach it, and gives every error that
 * comes out of it without a body one. Bodies of the application are left alone.
 */
final class ProblemHandler extends HttpHandler {
  private final HttpHandler payara;
  private final RequestCheck check;

  ProblemHandler(HttpHandler payara, RequestCheck check) {
    super("legim");
    this.payara = payara;
    this.check = check;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    date(response);
    OptionalInt refused = check.refuse(request.getRequest());
    if (refused.isPresent()) {
      if (refused.getAsInt() != HttpStatus.NOT_FOUND_404.getStatusCode()) {
        readNoFurther(request);
      }
      answer(request, response, refused.getAsInt());
      return;
    }
    AtomicBoolean elsewhere = new AtomicBoolean();
    request.setAttribute(Handshake.ANSWERED_ELSEWHERE, elsewhere);
    payara.service(request, response);
    // Another thread may have answered by now, and both objects serve another request already.
    if (!elsewhere.get() && isBareError(response)) {
      answer(request, response, response.getStatus());
    }
  }

  @Override
  protected boolean sendAcknowledgment(Request request, Response response) throws IOException {
    if ("100-continue".equalsIgnoreCase(request.getHeader(Header.Expect))) {
      return super.sendAcknowledgment(request, response);
    }
    date(response);
    readNoFurther(request);
    answer(request, response, 417);
    return false;
  }

  /** An {@link ErrorPageGenerator}: for what Grizzly itself has to say, as after an exception. */
  static String errorPage(
      Request request, int status, String reason, String description, Throwable exception) {
    // Grizzly writes it as text, and would name the encoding it thinks of otherwise.
    request.getResponse().setContentType(Problem.CONTENT_TYPE + ";charset=utf-8");
    return new String(problem(request, status).json(), StandardCharsets.US_ASCII);
  }

  /** Whoever sends such a request may mean its end otherwise than we do. */
  private static void readNoFurther(Request request) {
    request.getRequest().getProcessingState().setKeepAlive(false);
    request.getRequest().setExpectContent(false);
  }

  private static boolean isBareError(Response response) {
    return response.getStatus() >= 400
        && !response.isSuspended()
        && !response.isCommitted()
        && response.getOutputBuffer().getBufferedDataSize() == 0;
  }

  private static void answer(Request request, Response response, int status) throws IOException {
    byte[] body = problem(request, status).json();
    response.setStatus(status);
    response.setContentType(Problem.CONTENT_TYPE);
    response.setContentLength(body.length);
    if (request.getMethod() != Method.HEAD) {
      response.getOutputStream().write(body);
    }
  }

  private static Problem problem(Request request, int status) {
    return Problem.of(status, RequestCheck.path(request.getRequest()));
  }

  /**
   * Sets Date, which an origin server with a clock must send (RFC 9110 section 6.6.1). Grizzly sets
   * it too late: its headers no longer take it once the first byte of the body is on its way.
   */
  private static void date(Response response) {
    OutputBuffer.LifeCycleListener listener =
        () -> {
          if (!response.containsHeader(Header.Date)) {
            response.setHeader(Header.Date, FastHttpDateFormat.getCurrentDate());
          }
        };
    response.getOutputBuffer().registerLifeCycleListener(listener);
  }
}
