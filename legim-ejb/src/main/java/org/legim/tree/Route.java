package org.legim.tree;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.legim.config.ParentAddress;
import org.legim.link.ParentLink;

/**
 * Which parent a node asks to be let in: the configured one, until that, or the gateway's answer
 * through it, names another. That one stays the parent for the rest of the process; while it does
 * not let the node in, the configured one is asked in turn with it.
 *
 * <p>Thread-safe, but only one thread may be joining.
 */
final class Route {

  /** So many parents in a row may each send a node elsewhere. */
  static final int MOST_HOPS = 8;

  private final Function<String, ParentLink> links;
  private final Map<String, Way> ways = new HashMap<>();
  private final AtomicReference<String> ordered = new AtomicReference<>();
  private final Way configured;
  private volatile Way current;
  private Way next;
  private Way other;
  private int hops;

  /**
   * @param links makes the link to a base URL
   */
  Route(ParentAddress parent, Function<String, ParentLink> links) {
    this.links = links;
    this.configured = new Way(parent.url(), Addresses.text(parent), links.apply(parent.url()));
    ways.put(configured.url(), configured);
    this.current = configured;
    this.next = configured;
  }

  /**
   * A parent and the link to it.
   *
   * @param url its base URL
   * @param address the same without the scheme, as operators write it
   */
  record Way(String url, String address, ParentLink link) {}

  /** The parent of now, or if there is none, the one that was it last or is to be it first. */
  Way current() {
    return current;
  }

  /** The next join goes to a node, whether this one is in now or not. */
  void moveTo(String url) {
    ordered.set(url);
  }

  /** Whether {@link #moveTo} waits to be followed. */
  boolean isOrdered() {
    return ordered.get() != null;
  }

  /** The parent to ask now. */
  synchronized Way next() {
    String url = ordered.getAndSet(null);
    if (url != null) {
      hops = 0;
      next = way(url);
      other = next;
    }
    return next;
  }

  /** The parent let this node in. */
  synchronized void entered(Way way) {
    current = way;
    next = way;
    hops = 0;
    if (way != configured) {
      other = way;
    }
  }

  /**
   * The parent that was asked names another.
   *
   * @return whether to ask that at once; otherwise it was one too many
   */
  synchronized boolean sentTo(String url) {
    if (hops >= MOST_HOPS) {
      hops = 0;
      next = configured;
      return false;
    }
    hops++;
    next = way(url);
    return true;
  }

  /** The parent did not let this node in. */
  synchronized void failed(Way way) {
    hops = 0;
    next = way == configured && other != null ? other : configured;
  }

  /** The way to a node. */
  synchronized Way way(String url) {
    return ways.computeIfAbsent(
        url, to -> new Way(to, to.replaceFirst("^https?://", ""), links.apply(to)));
  }
}
