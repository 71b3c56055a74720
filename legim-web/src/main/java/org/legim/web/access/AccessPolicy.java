package org.legim.web.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.legim.config.NodeConfig;
import org.legim.config.Reads;
import org.legim.web.http.DirectClient;
import org.legim.web.problem.Problem;
import org.legim.web.problem.ProblemType;

/**
 * Decides who may do what: reads are public unless the operator says otherwise; all else needs the
 * API key, or, where no key is set (<em>protected mode</em>), a client on this very machine.
 */
final class AccessPolicy {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private static final String BEARER = "Bearer ";

  private final Optional<byte[]> key;
  private final boolean publicReads;

  AccessPolicy(NodeConfig config) {
    this.key = config.apiKey().map(text -> text.getBytes(StandardCharsets.UTF_8));
    this.publicReads = config.reads() == Reads.PUBLIC;
  }

  /**
   * Why a request is refused, or empty if it may go on.
   *
   * @param remote the address that the connection comes from
   * @param header gives a request header, or null
   */
  Optional<Problem> refusal(String method, String remote, Function<String, String> header) {
    if (publicReads && READS.contains(method)) {
      return Optional.empty();
    }
    return refusalOfAdmin(remote, header);
  }

  /** The same for what only who runs the system may do or know, whatever the method. */
  Optional<Problem> refusalOfAdmin(String remote, Function<String, String> header) {
    if (key.isPresent()) {
      return hasKey(header) ? Optional.empty() : Optional.of(keyRequired());
    }
    return isLocal(remote, header) ? Optional.empty() : Optional.of(protectedMode());
  }

  private boolean hasKey(Function<String, String> header) {
    String authorization = header.apply("Authorization");
    String given = header.apply("X-API-Key");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      given = authorization.substring(BEARER.length()).trim();
    }
    // In constant time, so that the time taken tells nothing about how much of a guess was right.
    return given != null
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), key.orElseThrow());
  }

  private static boolean isLocal(String remote, Function<String, String> header) {
    return DirectClient.isOnThisMachine(remote, header) && !isFromAnotherSite(header);
  }

  /**
   * Whether a web page of another site made a browser on this machine send the request: such a page
   * can reach the loopback address, also under a name of its own (DNS rebinding).
   */
  private static boolean isFromAnotherSite(Function<String, String> header) {
    String origin = header.apply("Origin");
    return "cross-site".equals(header.apply("Sec-Fetch-Site"))
        || origin != null && !isLoopbackName(hostOf(origin))
        || !isLoopbackName(hostOf("http://" + header.apply("Host")));
  }

  private static String hostOf(String url) {
    try {
      return String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isLoopbackName(String host) {
    return "localhost".equalsIgnoreCase(host) || DirectClient.isLoopback(host);
  }

  private static Problem keyRequired() {
    return Problem.of(
            ProblemType.KEY_REQUIRED,
            "This request needs the API key, sent as \"Authorization: Bearer KEY\".")
        .withHeader("WWW-Authenticate", "Bearer realm=\"legim\"");
  }

  private static Problem protectedMode() {
    return Problem.of(
        ProblemType.PROTECTED_MODE,
        "No API key is set, so only a client on this machine, connected directly, may do this."
            + " Set api-key in the node's configuration to allow others.");
  }
}
