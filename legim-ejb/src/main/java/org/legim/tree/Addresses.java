package org.legim.tree;

import org.legim.config.HostName;
import org.legim.config.ParentAddress;

/** How addresses of nodes are written. */
final class Addresses {

  private Addresses() {}

  static String url(String host, int port, String path) {
    return "http://" + HostName.inUrl(host) + ":" + port + path;
  }

  /** As an operator wrote it, in one text. */
  static String text(ParentAddress parent) {
    return parent.hostAndPort() + parent.path();
  }
}
