package org.legim.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The node's port must be free on the address it listens on. */
final class PortCheck {
  private static final int FIRST_UNPRIVILEGED = 1024;

  private PortCheck() {}

  static void check(String bind, int port) throws Refusal {
    InetAddress address = ownAddress(bind);
    try (ServerSocket socket = new ServerSocket()) {
      // As the server does: a connection of an earlier run that lingers is no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (BindException e) {
      throw new Refusal(taken(bind, port, e));
    } catch (IOException e) {
      throw new Refusal("port %d cannot be opened on %s: %s".formatted(port, bind, e.getMessage()));
    }
  }

  private static InetAddress ownAddress(String bind) throws Refusal {
    try {
      InetAddress address = InetAddress.getByName(bind);
      if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
        throw new Refusal("node.bind: " + bind + " is no address of this machine");
      }
      return address;
    } catch (UnknownHostException e) {
      throw new Refusal("node.bind: the host " + bind + " is not known");
    } catch (SocketException e) {
      throw new Refusal("node.bind: " + bind + ": " + e.getMessage());
    }
  }

  private static String taken(String bind, int port, BindException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("ermission denied")) {
      return "port %d may not be opened by this user; ports from %d on may (node.port)"
          .formatted(port, FIRST_UNPRIVILEGED);
    }
    return "port %d on %s is in use; stop what uses it or choose another (node.port)"
        .formatted(port, bind);
  }
}
