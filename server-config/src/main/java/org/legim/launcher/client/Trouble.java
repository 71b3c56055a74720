package org.legim.launcher.client;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;

/** What went wrong between an operator's command and a node, in one line. */
final class Trouble {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final URI node;

  Trouble(URI node) {
    this.node = node;
  }

  /** An answer that is no success; where it is a problem (RFC 9457), what that says. */
  ApiException answered(int status, String body) {
    String why =
        Json.object(body)
            .flatMap(Trouble::reason)
            .orElse("without a reason; is this the address of a Legim node?");
    String hint =
        status == UNAUTHORIZED ? " (its api-key is taken from the FILE or from LEGIM_API_KEY)" : "";
    return new ApiException(status, "%s answers %d: %s%s".formatted(node, status, why, hint));
  }

  private static Optional<String> reason(JsonObject problem) {
    return Stream.of("detail", "title")
        .map(member -> Json.text(problem, member))
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** An answer that is a success but not what was asked for. */
  ApiException notUnderstood() {
    return new ApiException(OK, node + " answers, but not as a Legim node does");
  }

  /** No answer. */
  ApiException unreachable(IOException e) {
    return new ApiException("%s cannot be reached: %s".formatted(node, reason(e)), e);
  }

  private String reason(IOException e) {
    if (e instanceof HttpConnectTimeoutException) {
      return "no connection within %d s".formatted(ApiCalls.CONNECT.toSeconds());
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer within %d s".formatted(ApiCalls.ANSWER.toSeconds());
    }
    return Stream.iterate((Throwable) e, each -> each != null, Throwable::getCause)
        .map(this::message)
        .flatMap(Optional::stream)
        .findFirst()
        // The exception of a refused connection has no message on some JDKs.
        .orElse("no connection; does the node run?");
  }

  private Optional<String> message(Throwable e) {
    if (e instanceof UnresolvedAddressException) {
      return Optional.of("the host " + node.getHost() + " is not known");
    }
    return Optional.ofNullable(e.getMessage()).filter(text -> !text.isBlank());
  }
}
