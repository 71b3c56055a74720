package org.legim.web.access;

import jakarta.servlet.http.HttpServletRequest;

/** The parameter that asks where an image would be read from, instead of its bytes. */
public final class Explain {

  private static final String PARAMETER = "explain=1";

  private Explain() {}

  /**
   * Whether a request has the parameter: it then tells of the inside of the tree, which is not for
   * everybody.
   */
  public static boolean isAsked(HttpServletRequest request) {
    String query = request.getQueryString();
    // The server's own parsing would cost every read something, and may refuse what is none of it.
    return query != null && ("&" + query + "&").contains("&" + PARAMETER + "&");
  }
}
