package org.legim.config;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The addresses that begin with the same bits (RFC 4632 section 3.1, RFC 4291 section 2.3).
 *
 * @param address the first of them
 * @param prefix how many bits these are
 */
public record IpNetwork(InetAddress address, int prefix) {

  /**
   * Throws {@link IllegalArgumentException} unless the prefix is possible and has all the bits that
   * are set.
   */
  public IpNetwork {
    byte[] bits = address.getAddress();
    if (prefix < 0 || prefix > bits.length * Byte.SIZE) {
      throw new IllegalArgumentException("is not a network");
    }
    for (int i = prefix; i < bits.length * Byte.SIZE; i++) {
      if (bit(bits, i) != 0) {
        throw new IllegalArgumentException("has bits set behind its prefix");
      }
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address alone.
   *
   * @throws IllegalArgumentException if it is no network
   */
  public static IpNetwork parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Optional<InetAddress> first = HostName.address(address);
    if (first.isEmpty()) {
      throw new IllegalArgumentException("is not a network");
    }
    int all = first.get().getAddress().length * Byte.SIZE;
    return new IpNetwork(first.get(), slash < 0 ? all : prefix(text.substring(slash + 1)));
  }

  private static int prefix(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a network", e);
    }
  }

  /** Whether an address is one of these. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] others = other.getAddress();
    if (mine.length != others.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != others[i]) {
        return false;
      }
    }
    for (int i = whole * Byte.SIZE; i < prefix; i++) {
      if (bit(mine, i) != bit(others, i)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] bytes, int at) {
    return bytes[at / Byte.SIZE] >> (Byte.SIZE - 1 - at % Byte.SIZE) & 1;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}
