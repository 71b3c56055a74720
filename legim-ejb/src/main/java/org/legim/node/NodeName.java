package org.legim.node;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of a node to which no name was given. */
final class NodeName {

  private static final int MOST_CHARACTERS = 32;
  private static final int USUAL_PORT = 8080;

  private NodeName() {}

  /** The machine's name; with the port where that is not the usual one, for a second node on it. */
  static String ofThisMachine(int port) {
    return of(hostName(), port);
  }

  static String of(String host, int port) {
    String first = host.split("\\.", 2)[0].replaceAll("[^A-Za-z0-9_~-]", "-");
    String suffix = port == USUAL_PORT ? "" : "-" + port;
    String name = first.isEmpty() ? "node" : first;
    return name.substring(0, Math.min(name.length(), MOST_CHARACTERS - suffix.length())) + suffix;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
