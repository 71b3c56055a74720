package org.legim.payara;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * An answer to a request that the application never saw (RFC 9457).
 *
 * @param status HTTP status, at least 400
 * @param detail what is wrong, in a sentence
 * @param instance the path that was asked for, as it was sent; empty if it could not be read
 */
record Problem(int status, String detail, String instance) {
  static final String CONTENT_TYPE = "application/problem+json";

  private static final Map<Integer, String> DETAILS =
      Map.of(
          400, "The request is not valid HTTP, or its URI is malformed.",
          403, "This is not allowed.",
          404, "There is nothing here.",
          405, "This method is not allowed here.",
          414, "The request line is longer than this server reads.",
          417, "The expectation in the Expect header cannot be met.",
          431, "The header fields are more, or longer, than this server reads.",
          500, "The server failed; its log says why.",
          501, "This server does not know how to do that.",
          503, "The server cannot answer now; try again soon.");

  /** Where Grizzly still says what RFC 2616 said. */
  private static final Map<Integer, String> TITLES =
      Map.of(413, "Content Too Large", 414, "URI Too Long", 416, "Range Not Satisfiable");

  static Problem of(int status, String instance) {
    return new Problem(status, DETAILS.getOrDefault(status, title(status) + "."), instance);
  }

  /** As the registry of status codes names it (RFC 9110 section 15). */
  String title() {
    return title(status);
  }

  private static String title(int status) {
    String phrase = HttpStatus.getHttpStatus(status).getReasonPhrase();
    return TITLES.getOrDefault(status, phrase.equals("CUSTOM") ? "Error" : phrase);
  }

  byte[] json() {
    return "{\"type\":\"about:blank\",\"title\":%s,\"status\":%d,\"detail\":%s,\"instance\":%s}"
        .formatted(quote(title()), status, quote(detail), quote(instance))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A JSON string (RFC 8259 section 7) in ASCII. */
  private static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
