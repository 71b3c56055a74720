package org.legim.tree;

import org.legim.config.ParentAddress;

/** How addresses of nodes are written. */
final class Addresses {

  private Addresses() {}

  static String url(boolean tls, String host, int port, String path) {
    return (tls ? "https://" : "http://") + hostAndPort(host, port) + path;
  }

  static String url(ParentAddress parent) {
    return url(parent.tls(), parent.ip(), parent.port(), parent.path());
  }

  /** As an operator wrote it, in one text. */
  static String text(ParentAddress parent) {
    return hostAndPort(parent.ip(), parent.port()) + parent.path();
  }

  // An IPv6 address stands in brackets in a URL: RFC 3986 section 3.2.2.
  private static String hostAndPort(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
