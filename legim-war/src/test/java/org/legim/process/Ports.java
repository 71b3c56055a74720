package org.legim.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 for nodes, which keep theirs from start to start. None is given twice, as a
 * node does not listen before it is started, nor while it is down; and none of those that the
 * system gives to connections, of which one could be taken by a peer that tries to reach the node
 * meanwhile.
 */
final class Ports {

  private static final int FIRST = 10_000;

  /** Where the ports of connections begin if the system does not say. */
  private static final int CONNECTIONS = 32_768;

  /** Where Linux says it. */
  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  /** With fewer ports than these the search might not end. */
  private static final int FEWEST = 1_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nobody listens on now and that was not given before. */
  static int free() throws IOException {
    int end = end();
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, end);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  private static int end() throws IOException {
    if (!Files.exists(RANGE)) {
      return CONNECTIONS;
    }
    int first = Integer.parseInt(Files.readString(RANGE).strip().split("\\s+")[0]);
    return first - FIRST >= FEWEST ? first : CONNECTIONS;
  }
}
