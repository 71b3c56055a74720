package org.legim.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tells a client on this very machine, connected directly, from one behind a proxy on it. */
public final class DirectClient {

  /**
   * Any of these (RFC 7239, RFC 9110 section 7.6.3, and what proxies did before) says that the
   * loopback connection is a proxy's and the client somebody else.
   */
  private static final List<String> FORWARDED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  /** IPv4, or IPv6 with or without brackets and zone. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%\\w+)?]?");

  private DirectClient() {}

  /**
   * Whether a request comes from this machine and from nobody behind it.
   *
   * @param remote the address that the connection comes from
   * @param header gives a request header, or null
   */
  public static boolean isOnThisMachine(String remote, Function<String, String> header) {
    return isLoopback(remote) && FORWARDED.stream().allMatch(name -> header.apply(name) == null);
  }

  /** Whether a literal IP address, which may be null, is one of this machine's loopback. */
  public static boolean isLoopback(String address) {
    // Only a literal: no name is looked up, and no address at all would be taken for this machine.
    if (address == null || !LITERAL.matcher(address).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
