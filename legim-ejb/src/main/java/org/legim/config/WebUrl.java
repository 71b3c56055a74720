package org.legim.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Base URLs of nodes: http or https, with a host, without user, query and fragment. */
public final class WebUrl {

  private static final int HIGHEST_PORT = 65535;

  private WebUrl() {}

  /**
   * Reads one; drops a slash at the end, so that paths can be appended.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI parse(String text) {
    try {
      URI url = new URI(text.replaceAll("/+$", ""));
      if (!isWeb(url)
          || url.getHost() == null
          || url.getPort() > HIGHEST_PORT
          || url.getUserInfo() != null
          || url.getQuery() != null
          || url.getFragment() != null) {
        throw new IllegalArgumentException("is not such a URL");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL", e);
    }
  }

  private static boolean isWeb(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    return scheme.equals("http") || scheme.equals("https");
  }
}
