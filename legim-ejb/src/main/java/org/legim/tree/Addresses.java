package org.legim.tree;

import java.util.regex.Pattern;
import org.legim.config.HostName;
import org.legim.config.ParentAddress;

/** How addresses of nodes are written. */
final class Addresses {

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?", Pattern.CASE_INSENSITIVE);

  private Addresses() {}

  static String url(String host, int port, String path) {
    return "http://" + HostName.inUrl(host) + ":" + port + path;
  }

  /** Whether a host, written as in a URL or not, is the machine itself; asks no name server. */
  static boolean isLoopback(String host) {
    return host != null && LOOPBACK.matcher(host).matches();
  }

  /** As an operator wrote it, in one text. */
  static String text(ParentAddress parent) {
    return parent.hostAndPort() + parent.path();
  }
}
