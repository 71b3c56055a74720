package org.legim.web.delivery;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A header field that may come in several lines, as one value (RFC 9110 section 5.3). */
public final class HeaderLines {

  private HeaderLines() {}

  /** The lines of a header, in their order; none if there is no such header. */
  public static List<String> all(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  /** The lines of a header, joined by commas; null if there is none. */
  public static String joined(HttpServletRequest request, String name) {
    String first = request.getHeader(name);
    if (first == null) {
      return null;
    }
    Enumeration<String> lines = request.getHeaders(name);
    lines.nextElement();
    if (!lines.hasMoreElements()) {
      return first;
    }
    StringBuilder joined = new StringBuilder(first);
    while (lines.hasMoreElements()) {
      joined.append(", ").append(lines.nextElement());
    }
    return joined.toString();
  }
}
