package org.legim.web.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers with a problem whatever a resource, or Jakarta REST on the way to it, threw. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

  @Context private UriInfo uri;
  @Context private Request request;

  @Override
  public Response toResponse(Throwable thrown) {
    String path = uri.getRequestUri().getRawPath();
    Problem problem = Problems.of(thrown, request.getMethod() + " " + path);
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .header("X-Content-Type-Options", "nosniff")
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(ProblemWriter.bytes(problem, path));
    problem.headers().forEach(response::header);
    return response.build();
  }
}
