package org.legim.link;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbCreator;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.legim.link.LinkException.Kind;

/**
 * The node at the other end of a call, as errors name it.
 *
 * @param url where it is deployed, without a slash at the end
 */
record Neighbour(URI url) {

  /** With a kind in kebab-case behind it, the type of a node's problem (RFC 9457 section 3.1.1). */
  private static final String PROBLEM = "urn:legim:problem:";

  /** What a server or a proxy answers where, or while, no Legim is deployed. */
  private static final Set<Integer> NOBODY_THERE = Set.of(404, 502, 503, 504);

  private static final Jsonb JSON = JsonbBuilder.create();

  /** The members of a problem (RFC 9457 section 3.1) that nodes read. */
  public record Problem(String type, String detail) {

    /** Read by JSON-B. */
    @JsonbCreator
    public Problem {}
  }

  /** No answer came. */
  LinkException unreachable(IOException cause) {
    return failure(Kind.UNREACHABLE, reason(cause), cause);
  }

  /** An answer that makes no sense. */
  LinkException failed(String what, Throwable cause) {
    return failure(Kind.FAILED, what, cause);
  }

  /** What an answer that is no success says. */
  LinkException refusal(int status, byte[] body) {
    Problem problem = problem(body);
    for (Kind kind : Kind.values()) {
      if ((PROBLEM + kebab(kind)).equals(problem.type())) {
        return failure(kind, problem.detail(), null);
      }
    }
    String detail = problem.detail() == null ? "" : ": " + problem.detail();
    if (NOBODY_THERE.contains(status)) {
      return failure(
          Kind.UNREACHABLE, "no Legim answers under " + url + " (HTTP " + status + ")", null);
    }
    return failure(Kind.FAILED, "answered HTTP " + status + detail, null);
  }

  LinkException failure(Kind kind, String what, Throwable cause) {
    return new LinkException(kind, this + ": " + what, cause);
  }

  private static Problem problem(byte[] body) {
    try {
      Problem read = JSON.fromJson(new String(body, StandardCharsets.UTF_8), Problem.class);
      return read == null ? new Problem(null, null) : read;
    } catch (JsonbException e) {
      // Something else than a node answered; its status has to do.
      return new Problem(null, null);
    }
  }

  private static String kebab(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String reason(IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "the host is unknown";
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** {@code HOST:PORT} */
  @Override
  public String toString() {
    return url.getAuthority();
  }
}
