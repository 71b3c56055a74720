package org.legim.place;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.legim.config.HostName;

/**
 * The addresses that proxies have written down, each that of who has called it: the first proxy's
 * entry first. An entry that is no address, as {@code unknown}, is empty.
 */
final class ForwardedHeader {

  /** IPv6 in brackets, or IPv4; either with or without a port (RFC 7239 section 6). */
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([^\\]]+)]|([0-9.]+))(?::[0-9A-Za-z._-]+)?");

  private ForwardedHeader() {}

  /**
   * Reads {@code Forwarded} (RFC 7239 section 4).
   *
   * @param lines of the header, in their order
   */
  static List<Optional<InetAddress>> standard(List<String> lines) {
    List<Optional<InetAddress>> hops = new ArrayList<>();
    for (String line : lines) {
      for (String element : split(line, ',')) {
        hops.add(
            split(element, ';').stream()
                .map(String::strip)
                .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                .findFirst()
                .flatMap(pair -> address(unquoted(pair.substring("for=".length())))));
      }
    }
    return hops;
  }

  /** Reads {@code X-Forwarded-For}, as proxies did before there was a standard, and still do. */
  static List<Optional<InetAddress>> traditional(List<String> lines) {
    List<Optional<InetAddress>> hops = new ArrayList<>();
    for (String line : lines) {
      for (String entry : line.split(",", -1)) {
        // IPv6 has no brackets here.
        hops.add(HostName.address(entry.strip()).or(() -> address(entry.strip())));
      }
    }
    return hops;
  }

  private static Optional<InetAddress> address(String node) {
    Matcher form = NODE.matcher(node);
    if (!form.matches()) {
      return Optional.empty();
    }
    return HostName.address(form.group(1) == null ? form.group(2) : form.group(1));
  }

  /** The parts between the delimiters that do not stand in a quoted string. */
  private static List<String> split(String text, char delimiter) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      if (c == delimiter && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** An address needs no escapes within its quotes: what has one is none. */
  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
