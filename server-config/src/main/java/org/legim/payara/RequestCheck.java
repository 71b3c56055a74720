package org.legim.payara;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * What the container would pass on or answer wrongly: bodies whose end it does not know (RFC 9112
 * section 6.3), and paths that mean one thing to the container and another to a filter that reads
 * the request line.
 */
final class RequestCheck {
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2[Ee]){1,2}(?=[/;]|$)");

  private final String context;

  /**
   * @param context path under which the application is deployed, {@code /legim}
   */
  RequestCheck(String context) {
    this.context = context;
  }

  /** The status that refuses the request, or none if the application may have it. */
  OptionalInt refuse(HttpRequestPacket request) {
    OptionalInt framing = framing(request);
    return framing.isPresent() ? framing : target(request.getMethod(), path(request));
  }

  /** Grizzly itself refuses other doubtful lengths, but takes an unknown coding for no body. */
  private static OptionalInt framing(HttpRequestPacket request) {
    if (request.getProtocol() == Protocol.HTTP_0_9) {
      return OptionalInt.of(505);
    }
    String encoding = request.getHeader(Header.TransferEncoding);
    boolean understood = encoding == null || encoding.strip().equalsIgnoreCase("chunked");
    if (!understood) {
      return OptionalInt.of(501);
    }
    return hasNul(request.getHeaders()) ? OptionalInt.of(400) : OptionalInt.empty();
  }

  /** RFC 9110 section 5.5: to be refused, as others may take it for the end of the value. */
  private static boolean hasNul(MimeHeaders headers) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.getValue(i).indexOf('\0', 0) >= 0) {
        return true;
      }
    }
    return false;
  }

  OptionalInt target(Method method, String path) {
    if (path.equals("*") && Method.OPTIONS.equals(method)) {
      return OptionalInt.empty();
    }
    if (!path.startsWith("/") || isDoubtful(path)) {
      return OptionalInt.of(400);
    }
    return isOurs(path) ? OptionalInt.empty() : OptionalInt.of(404);
  }

  // The patterns only where they can match: nearly no path has a percent sign or a leading dot.
  private static boolean isDoubtful(String path) {
    boolean escaped = path.indexOf('%') >= 0;
    return escaped && BROKEN_ESCAPE.matcher(path).find()
        || (escaped || path.contains("/.")) && DOT_SEGMENT.matcher(path).find();
  }

  private boolean isOurs(String path) {
    return path.equals(context) || path.startsWith(context + "/");
  }

  /** The path as it was sent, not decoded. */
  static String path(HttpRequestPacket request) {
    return Optional.ofNullable(request.getRequestURI()).orElse("");
  }
}
