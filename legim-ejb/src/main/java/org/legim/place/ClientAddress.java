package org.legim.place;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.legim.config.HostName;
import org.legim.config.IpNetwork;

/**
 * Finds the address of the client behind proxies. Everybody can send the headers that proxies send,
 * so each entry is believed only as far as it was written by a trusted proxy: they are read from
 * the last one back, until one names somebody who is none (RFC 7239 section 8.1).
 */
final class ClientAddress {

  private final List<IpNetwork> trusted;

  /**
   * @param trusted the proxies that are believed
   */
  ClientAddress(List<IpNetwork> trusted) {
    this.trusted = trusted;
  }

  /**
   * Finds the client of a request.
   *
   * @param remote the address that the connection comes from
   * @param headers gives the lines of a header
   * @return empty if the trusted proxies do not say it, or contradict each other
   */
  Optional<InetAddress> find(String remote, Function<String, List<String>> headers) {
    Optional<InetAddress> caller = HostName.address(remote);
    if (caller.filter(this::isTrusted).isEmpty()) {
      return caller;
    }
    List<String> standard = headers.apply("Forwarded");
    List<String> traditional = headers.apply("X-Forwarded-For");
    Optional<InetAddress> first = back(caller.get(), ForwardedHeader.standard(standard));
    Optional<InetAddress> second = back(caller.get(), ForwardedHeader.traditional(traditional));
    if (standard.isEmpty() || traditional.isEmpty()) {
      return standard.isEmpty() ? second : first;
    }
    // A proxy that writes one of them may pass on the other as the client has sent it.
    return first.equals(second) ? first : Optional.empty();
  }

  /** Whether the connection comes from a trusted proxy. */
  boolean isTrusted(String remote) {
    return HostName.address(remote).filter(this::isTrusted).isPresent();
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private Optional<InetAddress> back(InetAddress caller, List<Optional<InetAddress>> hops) {
    InetAddress at = caller;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(at); i--) {
      if (hops.get(i).isEmpty()) {
        return Optional.empty();
      }
      at = hops.get(i).get();
    }
    return Optional.of(at);
  }
}
