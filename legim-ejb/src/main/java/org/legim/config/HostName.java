package org.legim.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts as they are written: IPv4, IPv6 without brackets, or a name (RFC 1123 section 2.1). */
public final class HostName {
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[\\d.]+");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");
  private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");

  private HostName() {}

  /** Returns the host unless it is none; never asks a name server. */
  static String parse(String text) {
    boolean valid =
        DIGITS_AND_DOTS.matcher(text).matches()
            ? IPV4.matcher(text).matches()
            : isIpv6(text) || (text.length() <= 253 && NAME.matcher(text).matches());
    if (!valid) {
      throw new IllegalArgumentException("is not a host");
    }
    return text;
  }

  /** A host as a URL has it: an IPv6 address in brackets (RFC 3986 section 3.2.2). */
  public static String inUrl(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /**
   * The address that a text is, IPv4 or IPv6 without brackets; empty if it is none, as a name is.
   * Never asks a name server.
   */
  public static Optional<InetAddress> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean isIpv6(String text) {
    return IPV6.matcher(text).matches() && address(text).isPresent();
  }
}
