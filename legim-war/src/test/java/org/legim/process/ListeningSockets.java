package org.legim.process;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process of Linux can be reached, by what its kernel says in {@code /proc}. */
final class ListeningSockets {

  private static final String TCP_LISTENS = "0A";
  private static final String UDP_UNCONNECTED = "07";

  private ListeningSockets() {}

  /** The addresses and ports, as in {@code tcp 127.0.0.1:8080}. */
  static Set<String> of(long pid) throws IOException {
    Set<String> own = socketsOf(pid);
    Set<String> found = new TreeSet<>();
    for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
      String state = protocol.startsWith("tcp") ? TCP_LISTENS : UDP_UNCONNECTED;
      try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/net/" + protocol))) {
        for (String line : lines.skip(1).toList()) {
          String[] columns = line.strip().split("\\s+");
          if (columns[3].equals(state) && own.contains("socket:[" + columns[9] + "]")) {
            found.add(protocol.substring(0, 3) + " " + address(columns[1]));
          }
        }
      }
    }
    return found;
  }

  private static Set<String> socketsOf(long pid) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.map(ListeningSockets::target).collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  /** The kernel writes an address as words in the machine's byte order, the port as it is. */
  private static String address(String column) throws IOException {
    String[] parts = column.split(":");
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
    ByteBuffer address = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      address.putInt(words.getInt());
    }
    // An IPv4 address in the form of IPv6 becomes an IPv4 address again.
    return InetAddress.getByAddress(address.array()).getHostAddress()
        + ":"
        + Integer.parseInt(parts[1], 16);
  }
}
