package org.legim.web.problem;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Problems as bytes, for Jakarta REST and for servlets alike. */
public final class ProblemWriter {

  private static final Jsonb JSON = JsonbBuilder.create();

  private ProblemWriter() {}

  /** A problem's JSON, telling the path that it happened at. */
  static byte[] bytes(Problem problem, String path) {
    Map<String, Object> json = problem.toJson();
    json.put("instance", path);
    return JSON.toJson(json).getBytes(StandardCharsets.UTF_8);
  }

  /** Answers a servlet request with a problem. */
  public static void write(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(problem, request.getRequestURI(), response);
  }

  static void write(Problem problem, String path, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    problem.headers().forEach(response::setHeader);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(Problem.MEDIA_TYPE);
    byte[] body = bytes(problem, path);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
